import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type FakeAnswer, fakeAws, fakeRehearsal } from './testing.ts';
import { AWAKE } from './testing-awake.ts';

const CLI = fileURLToPath(new URL('./cli.ts', import.meta.url));

/** The command from its sources, against a fake AWS. */
function staging(endpoint: string, ...args: string[]): { child: ChildProcess; text: () => string } {
  const env = { PATH: process.env.PATH, STAGING_REHEARSAL_DIR: fakeRehearsal(endpoint) };
  const child = spawn(process.execPath, [CLI, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (text += data));
  return { child, text: () => text };
}

async function ended(endpoint: string, ...args: string[]): Promise<{ code: number; text: string }> {
  const { child, text } = staging(endpoint, ...args);
  const [code] = await once(child, 'close');
  return { code, text: text() };
}

const event = (id: string, second: number, message: string) => ({
  eventId: id,
  timestamp: Date.parse('2026-12-01T00:00:00Z') + second * 1000,
  logStreamName: 'web/web/1',
  message,
});

describe('logs', () => {
  it('prints what the sources wrote, in the order of time', async () => {
    await using aws = await fakeAws({
      FilterLogEvents: { json: { events: [event('b', 2, 'later\n'), event('a', 1, 'first')] } },
    });
    const { code, text } = await ended(aws.endpoint, 'logs', 'web', '--since', '2026-12-01T00:00:00Z');
    expect(text).toBe('09:00:01 web       1         first\n09:00:02 web       1         later\n');
    expect(code).toBe(0);
  });

  it('follows until it is interrupted, and prints each line once', async () => {
    const answers: Record<string, FakeAnswer> = { FilterLogEvents: { json: { events: [event('a', 1, 'first')] } } };
    await using aws = await fakeAws(answers);
    const { child, text } = staging(aws.endpoint, 'logs', 'api', '--follow', '--since', '2026-12-01T00:00:00Z');
    const closed = once(child, 'close');
    await expect.poll(text, { timeout: 60_000 }).toContain('first');
    answers.FilterLogEvents = { json: { events: [event('a', 1, 'first'), event('b', 1, 'second')] } };
    await expect.poll(text, { timeout: 60_000 }).toContain('second');
    child.kill('SIGINT');
    expect((await closed)[0]).toBe(130);
    expect(text()).toBe('09:00:01 api       1         first\n09:00:01 api       1         second\n');
  });

  it('prints only what is asked for', async () => {
    await using aws = await fakeAws({
      FilterLogEvents: { json: { events: [event('a', 1, 'GET /health'), event('b', 2, 'database away')] } },
    });
    const { text } = await ended(aws.endpoint, 'logs', 'web', '--since', '2026-12-01T00:00:00Z', '--grep', 'AWAY|away');
    expect(text).toBe('09:00:02 web       1         database away\n');
  });

  it('is silent about a group that is not there yet', async () => {
    await using aws = await fakeAws({ FilterLogEvents: { error: 'ResourceNotFoundException' } });
    expect(await ended(aws.endpoint, 'logs')).toEqual({ code: 0, text: '' });
  });
});

describe('tasks', () => {
  const arn = (id: string) => `arn:aws:ecs:ap-northeast-1:123456789012:task/bookmark-manager-staging-cluster/${id}`;
  const definition = (family: string) =>
    `arn:aws:ecs:ap-northeast-1:123456789012:task-definition/bookmark-manager-staging-${family}:3`;
  const tasks = [
    {
      taskArn: arn('1'.repeat(32)),
      taskDefinitionArn: definition('web'),
      lastStatus: 'RUNNING',
      healthStatus: 'HEALTHY',
      createdAt: 200,
    },
    {
      taskArn: arn('2'.repeat(32)),
      taskDefinitionArn: definition('api'),
      lastStatus: 'STOPPED',
      createdAt: 100,
      stoppedReason: 'Essential container in task exited',
      containers: [{ name: 'api', reason: 'OutOfMemoryError: Container killed due to memory usage', exitCode: 137 }],
    },
  ];

  it('says what runs and why the others stopped', async () => {
    await using aws = await fakeAws({
      ListTasks: { json: { taskArns: tasks.map(({ taskArn }) => taskArn) } },
      DescribeTasks: { json: { tasks } },
    });
    const { code, text } = await ended(aws.endpoint, 'tasks');
    expect(text.split('\n').map((line) => line.trim().replace(/ +/g, ' '))).toEqual([
      'service task status started stopped',
      'web 111111111111 RUNNING, healthy',
      'api 222222222222 STOPPED',
      'It needed more memory than it has, and was killed.',
      'Essential container in task exited; OutOfMemoryError: Container killed due to memory usage, api exited with 137',
      '→ staging logs api --since 1h',
      '',
    ]);
    expect(code).toBe(0);
  });

  it('says that nothing is applied when there is no cluster', async () => {
    await using aws = await fakeAws({ ListTasks: { error: 'ClusterNotFoundException' } });
    expect(await ended(aws.endpoint, 'tasks')).toEqual({
      code: 1,
      text: 'staging: Nothing is applied here yet.\n  → staging up\n',
    });
  });
});

describe('events', () => {
  const told = (service: string, second: number, message: string) => ({
    id: `${service}${second}`,
    createdAt: Date.parse('2026-12-01T00:00:00Z') / 1000 + second,
    message: `(service bookmark-manager-staging-${service}) ${message}`,
  });
  const services = [
    {
      serviceName: 'bookmark-manager-staging-web',
      status: 'ACTIVE',
      events: [told('web', 9, 'has reached a steady state.'), told('web', 1, 'has started 1 tasks: (task 1).')],
    },
    { serviceName: 'bookmark-manager-staging-api', status: 'ACTIVE', events: [told('api', 5, 'was stopped.')] },
  ];

  it('merges what ECS did with the services, the newest last', async () => {
    await using aws = await fakeAws({ DescribeServices: { json: { services } } });
    const { code, text } = await ended(aws.endpoint, 'events');
    expect(text).toBe(
      'Tue 1 Dec 09:00:01  web  has started 1 tasks: (task 1).\nTue 1 Dec 09:00:05  api  was stopped.\nTue 1 Dec 09:00:09  web  has reached a steady state.\n',
    );
    expect(code).toBe(0);
  });

  it('of one service as JSON, as many as asked for', async () => {
    await using aws = await fakeAws({ DescribeServices: { json: { services } } });
    const { text } = await ended(aws.endpoint, 'events', 'web', '--last', '1', '--json');
    expect(JSON.parse(text)).toEqual([
      { at: '2026-12-01T00:00:09.000Z', service: 'web', message: 'has reached a steady state.' },
    ]);
  });
});

describe('open', () => {
  it('prints the address, and says when it is asleep', async () => {
    const DescribeRules = {
      xml: '<DescribeRulesResponse><DescribeRulesResult><Rules/></DescribeRulesResult></DescribeRulesResponse>',
    };
    const DescribeServices = { json: { services: [] } };
    await using aws = await fakeAws({ ...AWAKE, DescribeRules, DescribeServices });
    expect(await ended(aws.endpoint, 'open', '--print')).toEqual({
      code: 0,
      text: expect.stringMatching(/^(?:It is \w+.*\n)http:\/\/127\.0\.0\.1:8080\n$/),
    });
  });
});

describe('allow list', () => {
  it('shows what is written beside what is applied', async () => {
    const group = `<DescribeSecurityGroupsResponse><securityGroupInfo><item><ipPermissions><item><ipRanges>
      <item><cidrIp>192.0.2.1/32</cidrIp></item></ipRanges></item></ipPermissions></item></securityGroupInfo></DescribeSecurityGroupsResponse>`;
    await using aws = await fakeAws({ DescribeSecurityGroups: { xml: group } });
    const { text } = await ended(aws.endpoint, 'allow', 'list', '--json');
    expect(JSON.parse(text)).toEqual([{ address: '192.0.2.1/32', written: false, applied: true }]);
  });
});
