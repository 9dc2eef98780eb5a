import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginStaging, stagingToTheEnd } from './begun.ts';
import { blocksOf } from './blocks.ts';
import { ROOT } from './programs.ts';
import { DIRECTORY, endRehearsal, ensureRunning, running, staging, startRehearsal } from './rehearsal.ts';
import { openShell, type Shell } from './shell.ts';
import { signedIn } from './somebody.ts';
import { until } from './until.ts';

const url = `https://example.com/${crypto.randomUUID()}`;
const PLAIN = join(ROOT, 'plain');
const state = join(DIRECTORY, 'state');

let shell: Shell;
beforeAll(async () => {
  const { door } = await ensureRunning();
  shell = await openShell();
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ url, title: 'Kept through the end' });
  const me = await signedIn(door);
  expect((await me.ask('/api/v1/bookmarks', { method: 'POST', headers, body })).status).toBe(201);
});
afterAll(async () => {
  rmSync(PLAIN, { recursive: true, force: true });
  // Nothing is applied any more: whoever comes next starts it anew.
  await endRehearsal();
});

const ask = async (call: string) => (await shell(`aws ${call} --output text`)).stdout.trim().replace(/^None$/, '');
const snapshots = () =>
  ask("rds describe-db-snapshots --query 'DBSnapshots[?Status==`available`].DBSnapshotIdentifier'");
const repositories = () => ask("ecr describe-repositories --query 'repositories[].createdAt'");

describe('from an end to a new beginning', () => {
  it('an up that has lost its state is stopped before anything is made, and names what is there', async () => {
    renameSync(state, `${state}.away`);
    const { code, output } = await stagingToTheEnd('up', '--yes').finally(() => {
      rmSync(state, { recursive: true, force: true });
      renameSync(`${state}.away`, state);
    });
    expect(code).toBe(1);
    expect(output).toContain('the state knows nothing of it');
    for (const name of [
      'database bookmark-manager-staging-db',
      'cluster bookmark-manager-staging-cluster',
      'network vpc-',
    ])
      expect(output).toContain(`the ${name}`);
    expect(output).toContain("terragrunt run -- import 'aws_vpc.this' vpc-");
    expect((await ask("ec2 describe-vpcs --query 'Vpcs[?IsDefault==`false`].VpcId'")).split(/\s+/)).toHaveLength(1);
  });

  it('a down keeps the rows in a snapshot, and lists what it leaves behind', async () => {
    const { code, output } = await stagingToTheEnd('down', '--snapshot', '--yes');
    expect(code, output.slice(-3000)).toBe(0);
    expect(output).toMatch(/database with all its rows: they are kept in the snapshot \S+, which is taken first/);
    const id = await snapshots();
    expect(id).toMatch(/^bookmark-manager-staging-db-final-\w+$/);
    expect(output).toContain(`database snapshots: ${id}`);
    expect(await ask("rds describe-db-instances --query 'DBInstances[].DBInstanceIdentifier'")).toBe('');
  });

  it('what a plain configuration has made is adopted as docs/adopt.md says, unchanged', async () => {
    const [config, ...typed] = blocksOf('docs/adopt.md');
    expect(config?.language).toBe('hcl');
    mkdirSync(PLAIN, { recursive: true });
    writeFileSync(join(PLAIN, 'main.tf'), config?.text ?? '');
    const [make, ...adopt] = typed;
    const type = async (text: string) => {
      const { code, stdout, stderr } = await shell(`set -e\n${text}`);
      expect(code, `${text}\n${stderr.slice(-3000)}`).toBe(0);
      return stripVTControlCharacters(stdout);
    };
    await type(make?.text ?? '');
    const made = await repositories();
    expect(made.split(/\s+/)).toHaveLength(2);
    const printed: string[] = [];
    for (const { text } of adopt) printed.push(await type(text));
    expect(printed.at(-1)).not.toMatch(/will be (created|destroyed)|must be replaced/);
    // of the one that was imported: `force_delete`, which AWS does not know
    const updated = printed.at(-1)?.matchAll(/# (\S+) will be updated in-place/g) ?? [];
    expect([...new Set([...updated].map(([, address]) => address))]).toEqual(['aws_ecr_repository.this["api"]']);
    expect(printed.at(-1)).toMatch(/\+ force_delete /);
    expect(printed.at(-1)).toContain('Apply complete! Resources: 0 added, 1 changed, 0 destroyed.');
    expect(await repositories()).toBe(made);
  });

  it('an up restores the snapshot; one that is killed leaves a run that goes on, of which the next is told', async () => {
    const killed = beginStaging('up', '--restore', 'latest', '--yes');
    await until('the database is being made', () => /database.*to do[\s\S]*waiting for/.test(killed.output()), {
      deadlineMs: 600_000,
    });
    killed.kill('SIGKILL');
    await killed.ended;
    const second = await stagingToTheEnd('up', '--yes');
    expect(second.code, second.output).toBe(1);
    expect(second.output).toMatch(/The state of \w+ is locked by \S+@\S+ \(an apply\), for /);
    await until('the run that was left has ended', async () => !(await isLocked()), {
      deadlineMs: 600_000,
      everyMs: 2000,
    });
    const last = await stagingToTheEnd('up', '--yes');
    expect(last.code, last.output.slice(-3000)).toBe(0);
    const plan = await stagingToTheEnd('plan');
    expect(plan.code, plan.output).toBe(0);
  });

  it('the rehearsal serves the same bookmarks again', async () => {
    await endRehearsal();
    await startRehearsal();
    const me = await signedIn(running()?.door ?? '');
    const found = await me.ask(`/api/v1/bookmarks?q=${encodeURIComponent('Kept through the end')}`);
    expect(await found.text()).toContain(url);
  });

  it('a down --all leaves nothing at all', async () => {
    const { code, output } = await stagingToTheEnd('down', '--no-snapshot', '--all', '--yes');
    expect(code, output.slice(-3000)).toBe(0);
    expect(await snapshots()).toBe('');
    const parameters = await ask("ssm describe-parameters --query 'Parameters[].Name'");
    // The running rehearsal renews its own lease.
    expect(parameters.split(/\s+/).filter((name) => name !== '' && !name.includes('-rehearse-'))).toEqual([]);
    expect(await ask("logs describe-log-groups --query 'logGroups[].logGroupName'")).toBe('');
  });
});

async function isLocked(): Promise<boolean> {
  const { stdout } = await staging('tfstate', 'show', '--json');
  return (JSON.parse(stdout) as { units: { lock: unknown }[] }).units.some(({ lock }) => lock !== null);
}
