import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readSecret } from './secret-prompt.ts';

function terminal(isTTY: boolean) {
  const modes: boolean[] = [];
  const input = Object.assign(new PassThrough(), { isTTY, setRawMode: (raw: boolean) => modes.push(raw) });
  const shown: string[] = [];
  const control = new AbortController();
  return { input, modes, shown, control, write: (text: string) => void shown.push(text), signal: control.signal };
}

describe('A secret', () => {
  it('is typed without being shown, and the terminal is as before', async () => {
    const tty = terminal(true);
    const secret = readSecret(tty, 'JWT_SECRET: ');
    tty.input.write('hunteer\u007f\u007fr2');
    tty.input.write('\r');
    expect(await secret).toBe('hunter2');
    expect(tty.shown.join('')).toBe('JWT_SECRET: \n');
    expect(tty.modes).toEqual([true, false]);
  });

  it.each([
    ['one\n', 'one'],
    ['one', 'one'],
    ['one\ntwo\r\n', 'one\ntwo'],
    ['', ''],
  ])('is what is piped in: %j', async (given, secret) => {
    const pipe = terminal(false);
    const reading = readSecret(pipe, 'JWT_SECRET: ');
    pipe.input.end(given);
    expect(await reading).toBe(secret);
    expect(pipe.shown).toEqual([]);
  });

  it('is not waited for after Ctrl-C', async () => {
    const tty = terminal(true);
    const secret = readSecret(tty, 'JWT_SECRET: ');
    tty.input.write('hunt');
    tty.control.abort(new Error('interrupted'));
    await expect(secret).rejects.toThrow('interrupted');
    expect(tty.modes).toEqual([true, false]);
  });
});
