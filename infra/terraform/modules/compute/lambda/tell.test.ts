import { describe, expect, it, test } from 'vitest';
import type { Answer } from './answer.ts';
import { createScheduler } from './scheduler.ts';
import type { SchedulerSettings } from './settings.ts';
import { type FakeAws, fakeAws, fallenAsleep, settings } from './testing.ts';

const TOPIC = 'arn:aws:sns:ap-northeast-1:123456789012:staging';
const told = { ...settings, notices: { topicArn: TOPIC, webhookParameter: null } };
const WEBHOOK = 'https://hooks.example/services/T0/secret';

/** A scheduler on a clock that a test moves; minute 0 is Tuesday 9:00 in Tokyo. */
function scheduler(aws: FakeAws, of: SchedulerSettings = told) {
  let minute = 0;
  let tokens = 0;
  const handler = createScheduler({
    settings: of,
    clients: aws.clients,
    now: () => new Date(Date.parse('2026-12-01T00:00:00Z') + minute * 60_000),
    salt: () => 'ab12',
    token: () => `offer${++tokens}`.padEnd(22, '0'),
    log: () => undefined,
  });
  return async (at: number) => {
    minute = at;
    return (await handler({ action: 'reconcile' })) as Answer;
  };
}

const subjects = (aws: FakeAws) => aws.messages.map(({ subject }) => subject);

describe('not converging for 30 minutes', () => {
  it('is told once, and so is its end', async () => {
    const aws = fallenAsleep(fakeAws());
    const fire = scheduler(aws);
    await fire(0);
    await fire(29);
    expect(aws.messages).toEqual([]);
    for (const minute of [30, 31, 45]) await fire(minute);
    expect(aws.messages).toEqual([
      {
        to: TOPIC,
        subject: 'Staging does not get where it should be',
        text: 'The environment is to be awake (office hours) and is not, after 30 min: the database is starting.',
      },
    ]);
    recover(aws);
    for (const minute of [46, 47, 48, 49]) await fire(minute);
    expect(subjects(aws)).toEqual(['Staging does not get where it should be', 'Staging is well again']);
  });

  it('is told again when the message could not be sent', async () => {
    const aws = fallenAsleep(fakeAws());
    const fire = scheduler(aws);
    await fire(0);
    aws.failing.set('Publish', 'ThrottlingException');
    expect(await fire(30)).toMatchObject({ ok: false, failed: [expect.stringContaining('send a notice: Throttling')] });
    aws.failing.clear();
    expect((await fire(31)).told).toEqual(['Staging does not get where it should be']);
  });

  it('is told by one of two firings at once', async () => {
    const aws = fallenAsleep(fakeAws());
    const [one, other] = [scheduler(aws), scheduler(aws)];
    await one(0);
    await Promise.all([one(30), other(30)]);
    expect(aws.messages).toHaveLength(1);
  });

  it('is told to nobody where no place is named', async () => {
    const aws = fallenAsleep(fakeAws());
    const fire = scheduler(aws, settings);
    await fire(0);
    await fire(30);
    expect([aws.messages, aws.calls.includes('Publish')]).toEqual([[], false]);
  });
});

describe('without capacity', () => {
  it('the database is tried again each minute, told once, and woken when there is room', async () => {
    const aws = fallenAsleep(fakeAws());
    const fire = scheduler(aws);
    aws.failing.set('StartDBInstance', 'InsufficientDBInstanceCapacityFault');
    for (const minute of [0, 1, 2]) expect((await fire(minute)).failed).toHaveLength(1);
    expect(subjects(aws)).toEqual(['AWS has no capacity for staging now']);
    aws.failing.clear();
    expect((await fire(3)).actions).toEqual(['start the database']);
    recover(aws);
    for (const minute of [4, 5, 6]) await fire(minute);
    expect(subjects(aws)).toEqual(['AWS has no capacity for staging now']);
    expect([...aws.parameters.keys()].filter((name) => name.includes('/notices/'))).toEqual([]);
  });

  it('for a task it is told, and left to ECS', async () => {
    const aws = fallenAsleep(fakeAws());
    Object.assign(aws.database ?? {}, { status: 'available' });
    const fire = scheduler(aws);
    await fire(0);
    aws.services[0]?.events.push({
      createdAt: new Date('2026-12-01T00:00:30Z'),
      message:
        '(service staging-web) was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone.',
    });
    expect(await fire(1)).toMatchObject({ actions: [], told: ['AWS has no capacity for staging now'] });
  });
});

describe('a service that fails to start three times', () => {
  const fails = (aws: FakeAws, count: number, at: string) => {
    for (let each = 0; each < count; each++)
      aws.stopped.push({
        service: 'staging-web',
        taskArn: `arn:task/${at}/${each}`,
        createdAt: new Date(at),
        stopCode: 'EssentialContainerExited',
      });
  };

  it('goes back to 0, is told once, and is tried again with another image', async () => {
    const aws = fallenAsleep(fakeAws());
    Object.assign(aws.database ?? {}, { status: 'available' });
    const fire = scheduler(aws);
    fails(aws, 5, '2026-11-30T23:00:00Z'); // those of before do not count
    await fire(0);
    fails(aws, 2, '2026-12-01T00:01:00Z');
    expect((await fire(2)).actions).toEqual([]);
    fails(aws, 1, '2026-12-01T00:02:00Z');
    expect(await fire(3)).toMatchObject({
      actions: ['web: desired count 1 to 0, as it failed to start 3 times'],
      told: ['A service of staging does not start'],
    });
    expect(await fire(4)).toMatchObject({
      actions: [],
      told: [],
      waiting: [expect.stringContaining('failed to start 3'), expect.anything()],
    });
    aws.parameters.set(`${settings.parameterPrefix}/images/web`, '{"image":"web@sha256:2","migration":null}');
    expect((await fire(5)).actions).toEqual(['web: desired count 0 to 1']);
  });
});

describe('before sleep', () => {
  const offers = (aws: FakeAws) => [...aws.parameters.keys()].filter((name) => name.includes('/offers/'));

  it('a notice with one link is sent once; the offer goes a day later', async () => {
    const aws = fakeAws();
    const fire = scheduler(aws);
    await fire(12 * 60 + 44);
    expect(aws.messages).toEqual([]);
    for (const minute of [765, 766, 779]) await fire(minute);
    expect(subjects(aws)).toEqual(['Staging sleeps at 22:00']);
    expect(aws.messages[0]?.text).toContain('http://staging.example/_staging/stay?offer=offer1');
    expect(offers(aws)).toHaveLength(1);
    expect(JSON.parse(aws.parameters.get(offers(aws)[0] ?? '') ?? '')).toMatchObject({
      until: '2026-12-01T15:00:00.000Z',
    });
    await fire(37 * 60 + 1);
    expect(offers(aws)).toEqual([]);
  });

  it('nothing is told of what is not awake', async () => {
    const aws = fallenAsleep(fakeAws());
    await scheduler(aws)(770);
    expect(aws.messages).toEqual([]);
  });
});

describe('the webhook', () => {
  const parameter = `${settings.parameterPrefix}/NOTICE_WEBHOOK`;
  const hooked = { ...settings, notices: { topicArn: null, webhookParameter: parameter } };

  it('gets what Slack understands', async () => {
    const aws = fakeAws();
    aws.parameters.set(parameter, WEBHOOK);
    await scheduler(aws, hooked)(770);
    expect(aws.messages).toEqual([
      { to: WEBHOOK, subject: '', text: expect.stringMatching(/^\*Staging sleeps at 22:00\*\nThe staging/) },
    ]);
  });

  test.each([
    ['http://hooks.example/secret', undefined],
    ['no address', undefined],
    [WEBHOOK, 'webhook'],
  ])('%s: its address is in no error', async (address, failing) => {
    const aws = fakeAws();
    aws.parameters.set(parameter, address);
    if (failing) aws.failing.set(failing, 'x');
    const answer = await scheduler(aws, hooked)(770);
    expect(answer).toMatchObject({ ok: false, failed: [expect.stringContaining('NOTICE_WEBHOOK')], told: [] });
    expect(JSON.stringify(answer)).not.toContain('secret');
  });
});

/** The database is up, both services run and are healthy. */
function recover(aws: FakeAws): void {
  Object.assign(aws.database ?? {}, { status: 'available' });
  for (const service of aws.services) Object.assign(service, { desiredCount: 1, runningCount: 1 });
  aws.targets = { 'arn:web': ['healthy'], 'arn:api': ['healthy'] };
}
