import type { PlanSummary } from '@bookmark-manager/plan';
import { describe, expect, it } from 'vitest';
import type { Target } from '../target/target.ts';
import { type FakeAnswer, fakeAws, fakeIo } from '../testing.ts';
import { confirmLoss, databasesLost, forgetMigrations } from './lose.ts';

const NAME = 'bookmark-manager-staging-db';
const now = new Date('2026-12-03T03:00:00Z');
const removed = (type: string, why?: string): Record<string, PlanSummary> => ({
  database: {
    ...{ add: ['aws_rds_cluster.this[0]'], change: [], outputs: [], fresh: false },
    remove: [{ address: `${type}.this[0]`, type, replaced: false, why }],
  },
});
const engineChanged = removed('aws_db_instance');
const THERE: FakeAnswer = {
  xml: '<R><DescribeDBInstancesResult><DBInstances><DBInstance><DBInstanceStatus>available</DBInstanceStatus></DBInstance></DBInstances></DescribeDBInstancesResult></R>',
};
const SNAPSHOTS: FakeAnswer = { xml: '<R><DescribeDBSnapshotsResult/></R>' };

async function confirming(
  lose?: string,
  { answer, plans = engineChanged }: { answer?: string; plans?: Record<string, PlanSummary> } = {},
) {
  await using aws = await fakeAws({ DescribeDBInstances: THERE, DescribeDBSnapshots: SNAPSHOTS });
  const io = fakeIo(answer === undefined ? {} : { answer });
  const target = { clientOptions: aws.clientOptions } as Target;
  const loses = await confirmLoss(target, io, plans, { lose, now });
  return { loses, said: io.stderr };
}

describe('what plans lose', () => {
  it.each([
    ['an instance', engineChanged, ['aws_db_instance.this[0]']],
    ['a cluster', removed('aws_rds_cluster'), ['aws_rds_cluster.this[0]']],
    ['nothing with an instance of a cluster', removed('aws_rds_cluster_instance'), []],
    ['nothing with one that was half made', removed('aws_db_instance', 'its creation was cut short'), []],
  ])('is %s', (_, plans, addresses) => {
    expect(databasesLost(plans)).toEqual(addresses);
  });
});

describe('a plan that destroys the database', () => {
  it('goes on when its name was given, or is typed, having said what has its rows', async () => {
    expect(await confirming(NAME)).toEqual({
      loses: true,
      said: [
        `This destroys the database ${NAME} (aws_db_instance.this[0]) and all that is in it.`,
        'Its rows: no snapshot has them, and none is taken.',
      ],
    });
    expect(await confirming(undefined, { answer: NAME })).toMatchObject({ loses: true });
  });

  it.each([
    ['another name', 'production-db', {}, 1],
    ['"yes"', undefined, { answer: 'yes' }, 1],
    ['nobody to ask', undefined, {}, 2],
  ])('is refused with %s', async (_, lose, world, exitCode) => {
    await expect(confirming(lose, world)).rejects.toMatchObject({ exitCode, hint: expect.stringContaining(NAME) });
  });

  it('is no loss when nothing with rows goes', async () => {
    expect(await confirming(NAME, { plans: removed('aws_lb') })).toEqual({ loses: false, said: [] });
  });
});

it('the migrations of a database that goes are forgotten, and it is no mistake that there were none', async () => {
  await using aws = await fakeAws({ DeleteParameter: { error: 'ParameterNotFound' } });
  await forgetMigrations({ clientOptions: aws.clientOptions } as Target);
  expect(aws.requests[0]?.input).toEqual({ Name: '/bookmark-manager/staging/migrations' });
});
