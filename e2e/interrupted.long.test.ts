import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginStaging, stagingToTheEnd } from './begun.ts';
import { ensureRunning, staging } from './rehearsal.ts';
import { openShell, type Shell } from './shell.ts';
import { holds } from './tunnel.ts';
import { until } from './until.ts';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGKILL'] as const;
const GUESTS = { SIGTERM: '198.51.100.11/32', SIGINT: '198.51.100.12/32', SIGKILL: '198.51.100.13/32' };

let shell: Shell;
beforeAll(async () => {
  await ensureRunning();
  shell = await openShell();
});
afterAll(async () => {
  for (const hold of await holds()) await staging('lease', 'release', '--yes', hold.slice(hold.lastIndexOf('/') + 1));
  await stagingToTheEnd('tfstate', 'migrate', '--to', 'local');
  for (const guest of Object.values(GUESTS)) await staging('allow', 'remove', guest);
  await stagingToTheEnd('up', '--yes');
});

/** A killed command leaves a run of Terragrunt that goes on, and holds its locks until it has ended. */
const unlocked = () =>
  until(
    'no state is locked',
    async () => {
      const { stdout } = await staging('tfstate', 'show', '--json');
      return (JSON.parse(stdout) as { units: { lock: unknown }[] }).units.every(({ lock }) => lock === null);
    },
    { deadlineMs: 300_000, everyMs: 2000 },
  );

describe('an up that is ended in its middle', () => {
  it.each(SIGNALS)('by %s is brought to its end by the next one', async (signal) => {
    await staging('allow', 'add', GUESTS[signal]);
    const begun = beginStaging('up', '--yes');
    await until('it applies', () => /security.*to do/.test(begun.output()), { deadlineMs: 600_000 });
    begun.kill(signal);
    expect(await begun.ended, begun.output()).toBe(signal === 'SIGKILL' ? null : 130);
    if (signal !== 'SIGKILL') expect(begun.output()).toMatch(/the states are whole\.\n.*staging up goes on from here/);
    await unlocked();
    const { code, output } = await stagingToTheEnd('up', '--yes');
    expect(code, output).toBe(0);
    const letIn = await shell(
      "aws ec2 describe-security-group-rules --query 'SecurityGroupRules[?CidrIpv4!=null].CidrIpv4' --output text",
    );
    expect(letIn.stdout).toContain(GUESTS[signal]);
  });
});

describe('two people', () => {
  const guests = ['198.51.100.21/32', '198.51.100.22/32'];
  afterAll(async () => {
    for (const guest of guests) await staging('allow', 'remove', guest);
    await stagingToTheEnd('up', '--yes'); // what comes next moves states whose plans are empty
  });

  it('who change the allow-list and apply at the same moment lose nothing of each other', async () => {
    const person = async (guest: string) => {
      await staging('allow', 'add', guest);
      return stagingToTheEnd('up', '--yes');
    };
    const both = await Promise.all(guests.map(person));
    for (const { code, output } of both) {
      if (code === 0) continue;
      expect(code, output).toBe(1);
      // Who comes second is told so, by whom, and what to do.
      expect(output).toMatch(/is locked by \S+@\S+|has changed since|went on meanwhile/);
    }
    await unlocked();
    const { code, output } = await stagingToTheEnd('up', '--yes');
    expect(code, output).toBe(0);
    const letIn = await shell(
      "aws ec2 describe-security-group-rules --query 'SecurityGroupRules[?CidrIpv4!=null].CidrIpv4' --output text",
    );
    for (const guest of guests) expect(letIn.stdout).toContain(guest);
    expect((await stagingToTheEnd('plan')).code).toBe(0);
  });
});

describe('a tfstate migrate that is ended in its middle', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('by %s leaves no lock, and the next one finishes', async (signal) => {
    const to = signal === 'SIGTERM' ? 's3' : 'local';
    const begun = beginStaging('tfstate', 'migrate', '--to', to);
    await until('it proves what it has moved', () => /reading|to do|unit/.test(begun.output()), {
      deadlineMs: 300_000,
    });
    begun.kill(signal);
    expect(await begun.ended, begun.output()).toBe(130);
    expect(begun.output()).toContain(`staging tfstate migrate --to ${to} goes on from here`);
    await unlocked();
    const { code, output } = await stagingToTheEnd('tfstate', 'migrate', '--to', to);
    expect(code, output).toBe(0);
    expect(JSON.parse((await staging('tfstate', 'show', '--json')).stdout).backend).toBe(to);
  });
});
