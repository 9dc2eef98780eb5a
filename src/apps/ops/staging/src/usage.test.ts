import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Command, CommandGroup } from './command.ts';
import { COMMANDS, type Row } from './commands/index.ts';
import { runCommand } from './program.ts';
import { temporaryFolder } from './testing.ts';

/** Types a command line where no rehearsal runs. */
async function type(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  vi.stubEnv('STAGING_REHEARSAL_DIR', temporaryFolder());
  const interruption = { signal: new AbortController().signal, lend: () => ({ [Symbol.dispose]: () => undefined }) };
  let stdout = '';
  let stderr = '';
  const code = await runCommand(args, interruption, {
    out: (text) => {
      stdout += text;
    },
    err: (text) => {
      stderr += text;
    },
  });
  return { code, stdout, stderr };
}

beforeEach(() => void vi.stubEnv('STAGING_ON', undefined));
afterEach(() => void vi.unstubAllEnvs());

/** Every command line that does something: `status`, `lease list`. */
const lines = (await Promise.all(Object.entries<Row>(COMMANDS).map(linesOf))).flat();

async function linesOf([name, row]: [string, Row]): Promise<string[]> {
  const { command }: { command: Command | CommandGroup } = await row.load();
  return 'commands' in command ? [name, ...Object.keys(command.commands).map((inner) => `${name} ${inner}`)] : [name];
}

describe('the command', () => {
  it('lists its commands', async () => {
    const { code, stdout } = await type('--help');
    expect(code).toBe(0);
    for (const [name, { summary }] of Object.entries<Row>(COMMANDS))
      expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`${name} ${summary}`);
  });

  it.each(lines)('explains %s', async (line) => {
    const { code, stdout } = await type(...line.split(' '), '--help');
    expect(stdout).toContain(`Usage: staging ${line} [options]`);
    expect(code).toBe(0);
  });

  it.each([
    [['statsu'], /Did you mean status/],
    [['status', '--jsno'], /unknown option '--jsno'/],
    [['logs', '--since', '3x'], /expected 45s, 10m/],
    [['logs', 'nginx'], /no log "nginx"/],
    [['env', '--shell', 'csh'], /bash, zsh, fish/],
    [['start', '--for', '2h', '--until', '23:00'], /not both/],
    [['allow', 'ad', '10.0.0.1'], /list, add or remove/],
    [['lease', 'lst'], /Did you mean list/],
    [['events', 'nginx'], /no service "nginx"/],
    [['graph', '--format', 'png'], /text, dot, svg, mermaid/],
    [['tfstate', 'migrate'], /required option '--to <backend>'/],
    [['tfstate', 'migrate', '--to', 'gcs'], /one of local, s3/],
    [['db', 'conect'], /Did you mean connect/],
    [['db', 'connect', '--port', '70000'], /--port/],
    [['exec', 'nginx'], /no service "nginx"/],
    [['up', '--planned', 'p', '--restore', 'latest'], /not both/],
    [['clock', 'run', '--until', '9:00', '--sped', '1'], /unknown option '--sped'/],
  ])('says what is wrong with %j and ends with 2', async (args, text) => {
    const { code, stdout, stderr } = await type(...args);
    expect(stderr).toMatch(text);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it('refuses a STAGING_ON that it does not know', async () => {
    vi.stubEnv('STAGING_ON', 'azure');
    expect(await type('status')).toMatchObject({ code: 2, stderr: expect.stringContaining('STAGING_ON') });
  });

  it.each([
    ['status'],
    ['plan'],
    ['start'],
    ['logs'],
    ['tasks'],
    ['events'],
    ['open'],
    ['deploy'],
    ['db', 'psql'],
    ['secrets', 'list'],
    ['env'],
    ['allow', 'list'],
    ['lease', 'list'],
    ['clock', 'show'],
  ])('says how to start a rehearsal when none runs: %s', async (...args) => {
    expect(await type(...args)).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'staging: The rehearsal is not running.\n  → Start it in another terminal: npm start   (--aws is the real account)\n',
    });
  });
});
