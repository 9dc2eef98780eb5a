import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stagingToTheEnd } from './begun.ts';
import { DIRECTORY, endRehearsal, ensureRunning, running, staging } from './rehearsal.ts';
import { openShell, type Shell } from './shell.ts';
import { until } from './until.ts';

const DATABASE = 'bookmark-manager-staging-db';

let shell: Shell;
beforeAll(async () => {
  delete process.env.STAGING_SHAPE;
  await ensureRunning();
  shell = await openShell();
  process.env.STAGING_SHAPE = 'before';
});
afterAll(async () => {
  delete process.env.STAGING_SHAPE;
  await endRehearsal();
  // What stands there now is no shape that another test expects.
  rmSync(DIRECTORY, { recursive: true, force: true });
});

const ask = async (call: string) => (await shell(`aws rds ${call} --output text`)).stdout.trim();
const instances = () => ask("describe-db-instances --query 'DBInstances[].[DBInstanceIdentifier,Engine]'");
const clusters = () => ask("describe-db-clusters --query 'DBClusters[].DBClusterIdentifier'");

/** What stands is `lean`, on RDS; what is asked for is `before`, on Aurora. */
describe('an environment that is given another shape', () => {
  it('is told what it would lose, and keeps its database while nobody gives the name', async () => {
    const before = await instances();
    const { code, output } = await stagingToTheEnd('up', '--yes');
    expect(code, output).toBe(2);
    expect(output).toMatch(/This destroys the database bookmark-manager-staging-db .* and all that is in it/);
    expect(output).toContain(`--lose ${DATABASE}; --yes does not cover it`);
    const wrong = await stagingToTheEnd('up', '--yes', '--lose', 'bookmark-manager-db');
    expect(wrong.code).toBe(1);
    expect(wrong.output).toContain("is not the database's name. Nothing was changed.");
    expect(await instances()).toBe(before);
    expect(await clusters()).toBe('');
  });

  it('has the other database once the name is given, and a second plan is empty', async () => {
    const { code, output } = await stagingToTheEnd('up', '--yes', '--lose', DATABASE);
    expect(code, output.slice(-4000)).toBe(0);
    expect(output).toContain('The database is new and empty. Next: staging db migrate');
    expect(await clusters()).not.toBe('');
    expect(await instances()).toContain('aurora-postgresql');
    const plan = await stagingToTheEnd('plan');
    expect(plan.code, plan.output).toBe(0);
  });

  it('serves from it after the migrations', async () => {
    const migrated = await stagingToTheEnd('db', 'migrate');
    expect(migrated.code, migrated.output).toBe(0);
    const door = running()?.door;
    await until('the API reaches it', async () => (await fetch(`${door}/api/ready`)).status === 200, {
      deadlineMs: 180_000,
    });
    await until('the page answers', async () => (await fetch(`${door}/`)).status === 200, { deadlineMs: 60_000 });
    expect((await staging('status')).code).toBe(0);
  });
});
