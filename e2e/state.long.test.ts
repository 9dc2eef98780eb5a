import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginStaging, stagingToTheEnd } from './begun.ts';
import { DIRECTORY, ensureRunning, staging } from './rehearsal.ts';
import { openShell, type Shell } from './shell.ts';
import { until } from './until.ts';

const UNITS = ['compute', 'database', 'ecr', 'network', 'security', 'storage'];
const BUCKET = 'bookmark-manager-terraform-state-123456789012';

type Unit = { unit: string; where: string; serial: number; lineage: string; lock: unknown };
let shell: Shell;
beforeAll(async () => {
  await ensureRunning();
  shell = await openShell();
  await stagingToTheEnd('tfstate', 'migrate', '--to', 'local');
});
afterAll(() => stagingToTheEnd('tfstate', 'migrate', '--to', 'local'));

async function show(): Promise<{ backend: string; units: Unit[] }> {
  const { stdout, stderr } = await staging('tfstate', 'show', '--json');
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}
const histories = ({ units }: { units: Unit[] }) =>
  units.map(({ unit, serial, lineage }) => ({ unit, serial, lineage }));
const isLocked = async (unit: string) =>
  (await shell(`aws s3api head-object --bucket ${BUCKET} --key staging/${unit}/terraform.tfstate.tflock`)).code === 0;
const localFiles = () => UNITS.filter((unit) => existsSync(join(DIRECTORY, 'state', unit, 'terraform.tfstate')));

describe('the states of all six units', () => {
  let before: Awaited<ReturnType<typeof show>>;

  it('are moved to a bucket that is made for them, while a second person is told who does it', async () => {
    before = await show();
    expect(before.backend).toBe('local');
    const first = beginStaging('tfstate', 'migrate', '--to', 's3');
    await until('the last lock is taken', () => isLocked('storage'), { deadlineMs: 120_000 });
    const second = await staging('tfstate', 'migrate', '--to', 's3');
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(/compute is locked by \S+@\S+ \(staging tfstate migrate, process \d+\), for /);
    expect(second.stderr).toContain(`aws s3 rm s3://${BUCKET}/staging/compute/terraform.tfstate.tflock`);
    expect(await first.ended, first.output()).toBe(0);
  });

  it('are the same as before, none is left in the old place, and no lock', async () => {
    const after = await show();
    expect(after.backend).toBe('s3');
    expect(histories(after)).toEqual(histories(before));
    expect(after.units.map(({ lock }) => lock)).toEqual(UNITS.map(() => null));
    expect(localFiles()).toEqual([]);
    const copies = readdirSync(join(DIRECTORY, 'state-backups')).at(-1) ?? '';
    expect(readdirSync(join(DIRECTORY, 'state-backups', copies))).toHaveLength(UNITS.length);
  });

  it('lie in a bucket that keeps versions, is encrypted and closed', async () => {
    const ask = async (call: string) => (await shell(`aws s3api ${call} --bucket ${BUCKET} --output json`)).stdout;
    expect(JSON.parse(await ask('get-bucket-versioning'))).toMatchObject({ Status: 'Enabled' });
    expect(await ask('get-bucket-encryption')).toContain('AES256');
    expect(await ask('get-public-access-block')).not.toContain('false');
  });

  it('are where plain Terragrunt looks for them: its plan is empty', async () => {
    // Turned anew: a shell of before looks where the states were.
    const turned = await openShell();
    const { code, stderr } = await turned('terragrunt run --all plan --non-interactive -- -detailed-exitcode', {
      cwd: 'infra/terraform/envs/staging',
      timeoutMs: 600_000,
    });
    expect(code, stderr.slice(-3000)).toBe(0);
  });

  it('go back again, although the first who moves them is killed', async () => {
    const killed = beginStaging('tfstate', 'migrate', '--to', 'local');
    await until('the first files are there', () => localFiles().length > 0, { deadlineMs: 120_000 });
    killed.kill('SIGKILL');
    await killed.ended;
    expect(await isLocked('storage')).toBe(true);
    const again = await stagingToTheEnd('tfstate', 'migrate', '--to', 'local');
    expect(again.code, again.output).toBe(0);
    expect(again.output).toContain('left its lock behind');
    const after = await show();
    expect(after.backend).toBe('local');
    expect(histories(after)).toEqual(histories(before));
    expect(localFiles()).toEqual(UNITS);
    const left = await shell(`aws s3api list-objects-v2 --bucket ${BUCKET} --query 'Contents[].Key' --output text`);
    expect(left.stdout.trim()).toBe('None');
  });
});
