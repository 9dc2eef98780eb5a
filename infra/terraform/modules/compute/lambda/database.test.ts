import { describe, expect, it } from 'vitest';
import { fakeAws, fallenAsleep } from './testing.ts';
import { NIGHT, OFFICE, scheduler } from './testing_scheduler.ts';

const sleepy = () => {
  const aws = fallenAsleep(fakeAws());
  if (aws.database) aws.database.status = 'available';
  return aws;
};

describe.each([
  ['rds', 'DBInstance'],
  ['aurora-serverless-v2', 'DBCluster'],
] as const)('a database of the engine %s', (databaseEngine, what) => {
  const firing = (aws: ReturnType<typeof fakeAws>, at: string) =>
    scheduler(aws, at, undefined, { databaseEngine }).invoke();

  it('is stopped at night and started in the morning, by the calls of its own kind alone', async () => {
    const aws = sleepy();
    expect((await firing(aws, NIGHT)).actions).toEqual(['stop the database']);
    if (aws.database) aws.database.status = 'stopped';
    expect((await firing(aws, OFFICE)).actions).toEqual(['start the database']);
    expect(aws.writes).toEqual([`Stop${what}`, `Start${what}`]);
    const other = what === 'DBCluster' ? 'DBInstance' : 'DBCluster';
    expect(aws.calls.filter((call) => call.includes(other))).toEqual([]);
  });

  it('may be missing', async () => {
    const aws = fakeAws();
    aws.database = null;
    expect((await firing(aws, OFFICE)).observed.database).toBeNull();
  });

  it('that another firing has started already is no failure', async () => {
    const aws = fallenAsleep(fakeAws());
    aws.failing.set(`Start${what}`, `Invalid${what}StateFault`);
    expect(await firing(aws, OFFICE)).toMatchObject({ ok: true, failed: [] });
  });
});
