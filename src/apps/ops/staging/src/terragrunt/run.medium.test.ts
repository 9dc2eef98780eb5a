import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RecordedRun, recorded, recordedLines } from '@bookmark-manager/plan/testing';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing.ts';
import { spawnGroup } from './process.ts';
import type { Progress } from './progress.ts';
import { type RunOptions, runTerragrunt } from './run.ts';

/**
 * Stands in for Terragrunt: replays recorded lines and writes a recorded report, or waits for SIGINT together with a
 * child, as Terragrunt does with Terraform. Like Terragrunt it exits with 0 then.
 */
const SCRIPT = `#!${process.execPath}
const { spawn } = require('node:child_process');
const { readFileSync, writeFileSync } = require('node:fs');
const argument = (name) => process.argv[process.argv.indexOf(name) + 1];
writeFileSync(process.env.FAKE_SEEN, JSON.stringify({ args: process.argv.slice(2), json: process.env.TF_CLI_ARGS_apply ?? null }));
process.stdout.write(readFileSync(process.env.FAKE_LINES, 'utf8'));
if (process.env.FAKE_REPORT) writeFileSync(argument('--report-file'), readFileSync(process.env.FAKE_REPORT));
if (process.env.FAKE_WAIT) {
  const code = "process.on('SIGINT', () => { require('node:fs').writeFileSync(process.env.FAKE_WAIT, 'child'); process.exit(); }); setInterval(() => {}, 1000); console.log('ready');";
  const child = spawn(process.execPath, ['-e', code], { stdio: 'inherit' });
  process.on('SIGINT', () => child.on('close', () => process.exit(0)));
  setInterval(() => {}, 1000);
}
`;

function world(name: RecordedRun, report?: string) {
  const folder = temporaryFolder();
  const directory = join(folder, 'units');
  for (const unit of ['compute', 'network', 'storage']) {
    mkdirSync(join(directory, unit), { recursive: true });
    writeFileSync(join(directory, unit, 'terragrunt.hcl'), '');
  }
  const terragrunt = join(folder, 'terragrunt');
  writeFileSync(terragrunt, SCRIPT);
  chmodSync(terragrunt, 0o755);
  writeFileSync(join(folder, 'lines'), `${recordedLines(name).join('\n')}\n`);
  if (report) writeFileSync(join(folder, 'report'), report);
  const seen = join(folder, 'seen');
  const env = {
    PATH: process.env.PATH ?? '',
    FAKE_LINES: join(folder, 'lines'),
    FAKE_SEEN: seen,
    ...(report ? { FAKE_REPORT: join(folder, 'report') } : {}),
  };
  const options: RunOptions = { action: 'apply', env, directory, terragrunt };
  return { folder, options, seen: () => JSON.parse(readFileSync(seen, 'utf8')) };
}

const succeeded = (unit: string) => ({
  Name: unit,
  Started: '2026-11-24T03:53:45Z',
  Ended: '2026-11-24T03:53:55Z',
  Result: 'succeeded',
});
const allGood = JSON.stringify(['storage', 'network', 'compute'].map(succeeded));

describe('a run of Terragrunt', () => {
  it('is followed to its end, unit by unit', async () => {
    const { options, folder } = world('apply', allGood);
    const seen: Progress[] = [];
    const result = await runTerragrunt({
      ...options,
      logFile: join(folder, 'logs/run.log'),
      onProgress: (progress) => seen.push(progress),
    });
    expect(result).toMatchObject({ outcome: 'succeeded', failures: [] });
    expect(result.units).toEqual([
      { unit: 'storage', outcome: 'succeeded', seconds: 10, counts: { add: 1, change: 0, remove: 0 } },
      { unit: 'network', outcome: 'succeeded', seconds: 10, counts: { add: 3, change: 0, remove: 0 } },
      { unit: 'compute', outcome: 'succeeded', seconds: 10, counts: { add: 1, change: 0, remove: 0 } },
    ]);
    expect(seen[0]?.units.map(({ unit }) => unit)).toEqual(['compute', 'network', 'storage']);
    expect(readFileSync(join(folder, 'logs/run.log'), 'utf8')).toContain('aws_vpc.this: Creation complete');
  });

  it('asks for JSON by the environment, and for the units that are named', async () => {
    const { options, seen } = world('replace', JSON.stringify([succeeded('compute')]));
    await runTerragrunt({ ...options, units: ['compute'], plansDirectory: '/plans' });
    expect(seen().json).toBe('-json');
    expect(seen().args.join(' ')).toMatch(/^run --all apply --non-interactive --filter compute --out-dir \/plans /);
    expect(seen().args).not.toContain('-json');
  });

  it("fails with the failing unit's own error, whatever the exit code", async () => {
    const { options } = world('failed', recorded('failed-report.json'));
    const result = await runTerragrunt(options);
    expect(result.outcome).toBe('failed');
    expect(result.failures[0]).toMatchObject({ unit: 'network', address: 'aws_vpc.this' });
    expect(result.units.find(({ unit }) => unit === 'compute')).toMatchObject({
      outcome: 'not run',
      because: 'network',
    });
  });

  it('fails when there is no report, although it ends with 0', async () => {
    const result = await runTerragrunt(world('hcl-mistake').options);
    expect(result).toMatchObject({ outcome: 'failed', units: [] });
    expect(result.failures[0]?.summary).toBe('Unclosed configuration block');
  });

  it('is interrupted as a whole group, children included', async () => {
    const { options, folder } = world('apply', allGood);
    const controller = new AbortController();
    const mark = join(folder, 'mark');
    const log = join(folder, 'log');
    const run = runTerragrunt({
      ...options,
      env: { ...options.env, FAKE_WAIT: mark },
      logFile: log,
      signal: controller.signal,
    });
    await expect
      .poll(() => existsSync(log) && readFileSync(log, 'utf8').includes('ready'), { timeout: 60_000 })
      .toBe(true);
    controller.abort();
    expect((await run).outcome).toBe('interrupted');
    expect(readFileSync(mark, 'utf8')).toBe('child');
  });

  it('is interrupted when it is calm, not before', async () => {
    const folder = temporaryFolder();
    const log = join(folder, 'log');
    const controller = new AbortController();
    let [asked, told] = [0, 0];
    const run = spawnGroup({
      command: process.execPath,
      args: ['-e', "process.on('SIGINT', () => process.exit(7)); setInterval(() => {}, 1000); console.log('ready');"],
      cwd: folder,
      env: {},
      logFile: log,
      signal: controller.signal,
      onLine: (line) => line === 'ready' && controller.abort(),
      isCalm: () => ++asked > 5,
      onInterrupt: () => (told += 1),
    });
    expect((await run).code).toBe(7);
    expect([asked, told]).toEqual([6, 1]);
  });

  it('says so when Terragrunt cannot be started', async () => {
    const { options } = world('apply');
    await expect(runTerragrunt({ ...options, terragrunt: '/nowhere/terragrunt' })).rejects.toMatchObject({
      name: 'StagingError',
      message: expect.stringContaining('/nowhere/terragrunt could not be started'),
    });
  });

  it('outlives a parent that is killed: what is half made would be lost to its state', async () => {
    const folder = temporaryFolder();
    const done = join(folder, 'done');
    const prints = `for (let n = 0; n < 50; n += 1) console.log('line', n); setTimeout(() => { console.log('still here'); require('node:fs').writeFileSync(${JSON.stringify(done)}, ''); }, 800);`;
    const options = {
      command: process.execPath,
      args: ['-e', prints],
      cwd: folder,
      env: {},
      logFile: join(folder, 'log'),
    };
    const parent = `
      import { spawnGroup } from ${JSON.stringify(new URL('./process.ts', import.meta.url).href)};
      await spawnGroup({ ...${JSON.stringify(options)}, onLine: (line) => line === 'line 49' && process.kill(process.pid, 'SIGKILL') });`;
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', parent]);
    const [, signal] = await once(child, 'close');
    expect(signal).toBe('SIGKILL');
    expect(existsSync(done)).toBe(false);
    await expect.poll(() => existsSync(done), { timeout: 60_000 }).toBe(true);
  });
});
