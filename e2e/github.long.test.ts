import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, run } from './programs.ts';
import { DIRECTORY, ensureRunning } from './rehearsal.ts';
import { openShell } from './shell.ts';
import { until } from './until.ts';

const folder = mkdtempSync(join(tmpdir(), 'github-'));
const plans = join(folder, 'plans');
const report = join(folder, 'plan.md');
const GUEST = '198.51.100.7/32';

/** A plan of all units may take longer than a test's usual patience with a command. */
const staging = (...args: string[]) =>
  run(join(ROOT, 'node_modules/.bin/staging'), args, {
    env: { STAGING_REHEARSAL_DIR: DIRECTORY },
    timeoutMs: 900_000,
  });

/** The plan as the workflows make it, and its report. */
async function plan(): Promise<string> {
  const { code, stderr } = await staging('plan', '--keep', plans, '--markdown', report, '--exit-zero');
  expect(code, stderr).toBe(0);
  return readFileSync(report, 'utf8');
}

beforeAll(async () => {
  await ensureRunning();
});
afterAll(async () => {
  await staging('allow', 'remove', GUEST);
  await staging('up', '--yes');
  await staging('start');
  rmSync(folder, { recursive: true, force: true });
});

describe('what was planned', () => {
  it('is nothing, and nothing is applied then', async () => {
    expect(await plan()).toContain('### Nothing to change in 6 units');
    expect((await staging('up', '--yes', '--planned', plans)).stdout).toContain('Nothing to change.');
    const cost = await staging('cost', '--planned', plans, '--diff', '--markdown');
    expect(cost.stdout, cost.stderr).toContain('### This changes nothing about what a month costs: USD ');
  });

  it('names a change without the address of the person who is let in', async () => {
    await staging('allow', 'add', GUEST);
    const text = await plan();
    expect(text).toContain('### 1 to add, 0 to change, 0 to remove');
    expect(text).toContain('aws_vpc_security_group_ingress_rule.allow_list');
    expect(text).not.toContain('198.51.100');
  });

  it('is what is applied: not what was written since', async () => {
    await staging('allow', 'add', '198.51.100.8/32');
    const { code, stdout, stderr } = await staging('up', '--yes', '--planned', plans);
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/^security +1 +0 +0 /m);
    const shell = await openShell();
    const letIn = await shell(
      "aws ec2 describe-security-group-rules --query 'SecurityGroupRules[?CidrIpv4!=null].CidrIpv4' --output text",
    );
    expect(letIn.stdout).toContain(GUEST);
    expect(letIn.stdout).not.toContain('198.51.100.8');
    await staging('allow', 'remove', '198.51.100.8/32');
  });

  it('is refused once it is older than the state', async () => {
    const { code, stderr } = await staging('up', '--yes', '--planned', plans);
    expect(code).toBe(1);
    expect(stderr).toContain('Saved plan is stale');
  });
});

it('asleep is no drift', async () => {
  await staging('stop', '--for', '1h', '--why', 'a test');
  const condition = async () => JSON.parse((await staging('status', '--json')).stdout).condition;
  await until('it sleeps', async () => (await condition()) === 'asleep', { deadlineMs: 180_000, everyMs: 2000 });
  const { code, stdout } = await staging('plan');
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'Nothing to change in 6 units.\n' });
});
