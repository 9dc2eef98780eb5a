import { describe, expect, it } from 'vitest';
import { type FakeAnswer, fakeAws } from '../testing.ts';
import { appliedMigration, migrate } from './migrate.ts';

const task = 'arn:aws:ecs:ap-northeast-1:123456789012:task/bookmark-manager-staging-cluster/0a1b';
const network = { awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'] } };
const database = (status: string): FakeAnswer => ({
  xml: `<DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInstances><DBInstance><DBInstanceStatus>${status}</DBInstanceStatus></DBInstance></DBInstances></DescribeDBInstancesResult></DescribeDBInstancesResponse>`,
});
const tasks = (...fields: object[]): FakeAnswer => ({ json: { tasks: fields } });
const stopped = (exitCode: number, stoppedReason = 'Essential container in task exited') =>
  tasks({ taskArn: task, lastStatus: 'STOPPED', stoppedReason, containers: [{ name: 'migrate', exitCode }] });
const said = (...messages: string[]): FakeAnswer => ({ json: { events: messages.map((message) => ({ message })) } });

/** Everything goes well, unless answers are given that say otherwise. */
const answering = (other: Parameters<typeof fakeAws>[0] = {}) =>
  fakeAws({
    DescribeDBInstances: database('available'),
    DescribeServices: { json: { services: [{ networkConfiguration: network }] } },
    RunTask: tasks({ taskArn: task }),
    DescribeTasks: stopped(0),
    GetLogEvents: said('applying 0002', '{"migration":"0002_later"}'),
    PutParameter: { json: {} },
    ...other,
  });
const options = (client: Awaited<ReturnType<typeof fakeAws>>, signal = new AbortController().signal) => ({
  client: client.clientOptions,
  signal,
});

describe('the migration', () => {
  it('runs as a task in the network of the API, and what it applied is written down', async () => {
    await using aws = await answering();
    expect(await migrate(options(aws))).toBe('0002_later');
    const inputs = Object.fromEntries(aws.requests.map(({ operation, input }) => [operation, input]));
    expect(inputs.RunTask).toMatchObject({
      cluster: 'bookmark-manager-staging-cluster',
      taskDefinition: 'bookmark-manager-staging-migrate',
      networkConfiguration: network,
    });
    expect(inputs.GetLogEvents).toMatchObject({ logStreamName: 'migrate/migrate/0a1b' });
    expect(inputs.PutParameter).toMatchObject({ Name: '/bookmark-manager/staging/migrations', Value: '0002_later' });
  });

  it('waits for the database, and for its own end', async () => {
    const statuses = ['starting', 'available'];
    const ends = [tasks({ taskArn: task, lastStatus: 'RUNNING' }), stopped(0)];
    await using aws = await answering({
      DescribeDBInstances: () => database(statuses.shift() ?? ''),
      DescribeTasks: () => ends.shift() ?? stopped(0),
    });
    await migrate(options(aws));
    expect(aws.calls.filter((name) => name === 'DescribeDBInstances')).toHaveLength(2);
    expect(aws.calls.filter((name) => name === 'DescribeTasks')).toHaveLength(2);
  });

  it.each([
    ['that ended badly', { DescribeTasks: stopped(1), GetLogEvents: said('0002 failed: no such table') }],
    ['that said nothing it could have applied', { GetLogEvents: said('0002 failed: no such table') }],
  ])('%s is shown with its last words, and nothing is written down', async (_, other) => {
    await using aws = await answering(other);
    await expect(migrate(options(aws))).rejects.toMatchObject({
      message: 'The migration failed: Essential container in task exited.\n  0002 failed: no such table',
      hint: expect.stringContaining(task),
      exitCode: 1,
    });
    expect(aws.calls).not.toContain('PutParameter');
  });

  it('that has no log says why its task stopped', async () => {
    const reason = 'CannotPullContainerError: no such image';
    await using aws = await answering({
      DescribeTasks: tasks({ taskArn: task, lastStatus: 'STOPPED', stoppedReason: reason }),
      GetLogEvents: { error: 'ResourceNotFoundException' },
    });
    await expect(migrate(options(aws))).rejects.toThrow(`The migration failed: ${reason}.`);
  });

  it('that cannot be started says why', async () => {
    const failures = [{ reason: 'RESOURCE:MEMORY' }];
    await using aws = await answering({ RunTask: { json: { tasks: [], failures } } });
    await expect(migrate(options(aws))).rejects.toThrow('The migration could not be started: RESOURCE:MEMORY.');
  });

  it('ends when the user does', async () => {
    const ending = new AbortController();
    await using aws = await answering({
      DescribeDBInstances: () => {
        ending.abort();
        return database('starting');
      },
    });
    await expect(migrate(options(aws, ending.signal))).rejects.toMatchObject({ exitCode: 130 });
    expect(aws.calls).not.toContain('RunTask');
  });
});

describe('the last migration that was applied', () => {
  it('is what is written down', async () => {
    await using aws = await fakeAws({ GetParameter: { json: { Parameter: { Value: '0002_later' } } } });
    expect(await appliedMigration(options(aws))).toBe('0002_later');
  });

  it('is none before the first', async () => {
    await using aws = await fakeAws({ GetParameter: { error: 'ParameterNotFound' } });
    expect(await appliedMigration(options(aws))).toBeNull();
  });

  it('is not guessed when it cannot be read', async () => {
    await using aws = await fakeAws({ GetParameter: { error: 'AccessDeniedException' } });
    await expect(appliedMigration(options(aws))).rejects.toThrow();
  });
});
