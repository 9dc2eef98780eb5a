import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from './testing.ts';
import { BIN, builtCommand, type Ended, quickestMs, staging } from './testing-command.ts';

beforeAll(builtCommand);

describe('the command', () => {
  it('lists its commands within 0.2 s', async () => {
    expect((await staging(['--help'])).stdout).toMatch(/rehearse[\s\S]*status[\s\S]*clean/);
    expect(await quickestMs(['--help'])).toBeLessThan(200);
  });

  it.each([
    'status',
    'start',
    'stop',
    'schedule',
    'lease',
    'clock',
    'logs',
    'tasks',
    'exec',
    'db',
    'events',
    'open',
    'doctor',
    'plan',
    'up',
    'down',
    'graph',
    'tfstate',
    'allow',
    'configure',
    'env',
    'clean',
  ])('explains %s', async (name) => {
    const { code, stdout } = await staging([name, '--help']);
    expect(stdout).toContain(`Usage: staging ${name} [options]`);
    expect(code).toBe(0);
  });

  it.each([
    [['statsu'], /Did you mean status/],
    [['status', '--jsno'], /unknown option '--jsno'/],
    [['logs', '--since', '3x'], /expected 45s, 10m/],
    [['logs', 'nginx'], /no log "nginx"/],
    [['events', 'nginx'], /no service "nginx"/],
    [['env', '--shell', 'csh'], /bash, zsh, fish/],
    [['start', '--for', '2h', '--until', '23:00'], /not both/],
    [['graph', '--format', 'png'], /text, dot, svg, mermaid/],
    [['tfstate', 'migrate'], /required option '--to <backend>'/],
    [['tfstate', 'migrate', '--to', 'gcs'], /one of local, s3/],
    [['allow', 'ad', '10.0.0.1'], /list, add or remove/],
    [['lease', 'lst'], /Did you mean list/],
    [['db', 'conect'], /Did you mean connect/],
    [['db', 'connect', '--port', '70000'], /--port/],
    [['exec', 'nginx'], /no service "nginx"/],
    [['clock', 'run', '--until', '9:00', '--sped', '1'], /unknown option '--sped'/],
  ])('says what is wrong with %j and ends with 2', async (args, text) => {
    const { code, stdout, stderr } = await staging(args);
    expect(stderr).toMatch(text);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it('refuses a STAGING_ON that it does not know', async () => {
    expect(await staging(['status'], { STAGING_ON: 'azure' })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('STAGING_ON'),
    });
  });

  it.each([
    ['status'],
    ['plan'],
    ['start'],
    ['logs'],
    ['tasks'],
    ['events'],
    ['open'],
    ['env'],
    ['allow', 'list'],
    ['lease', 'list'],
    ['clock', 'show'],
  ])('says how to start a rehearsal when none runs: %s', async (...args) => {
    expect(await staging(args)).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'staging: The rehearsal is not running.\n  → Start it in another terminal: npm start   (--aws is the real account)\n',
    });
  });

  it('says how to build it when it is not built', async () => {
    const copy = temporaryFolder();
    mkdirSync(join(copy, 'bin'));
    writeFileSync(join(copy, 'bin/staging.mjs'), readFileSync(BIN));
    const ended = await promisify(execFile)(process.execPath, [join(copy, 'bin/staging.mjs')]).catch(
      (error: Ended) => error,
    );
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('npm start') });
  });
});
