import { type Lease, leaseParameter } from '@bookmark-manager/schedule';
import { describe, expect, it, test } from 'vitest';
import type { Answer } from './answer.ts';
import { createScheduler } from './scheduler.ts';
import { type FakeAws, fakeAws, fallenAsleep, settings, storeLease, weights } from './testing.ts';

const OFFICE = '2026-12-01T02:00:00Z'; // Tuesday 11:00 in Tokyo
const NIGHT = '2026-12-01T15:00:00Z'; // Wednesday 0:00

function scheduler(aws: FakeAws, at: string, pause: (ms: number) => Promise<unknown> = async () => undefined) {
  const lines: Record<string, unknown>[] = [];
  const handler = createScheduler({
    settings,
    clients: aws.clients,
    pause,
    now: () => new Date(at),
    salt: () => 'ab12',
    token: () => 'offer'.padEnd(22, '0'),
    log: (line) => lines.push(JSON.parse(line)),
  });
  return { lines, invoke: async (event: unknown = {}) => (await handler(event)) as Answer };
}

const counts = (aws: FakeAws) => aws.services.map(({ desiredCount }) => desiredCount);
const lease = (id: string, from: string, until: string): Lease => ({
  id,
  condition: 'awake',
  from: new Date(from),
  until: new Date(until),
  by: 'mika',
  why: 'a demo',
  kind: 'rehearse',
  madeAt: new Date(from),
});

describe('a firing', () => {
  it('in office hours with all awake does nothing', async () => {
    const aws = fakeAws();
    const answer = await scheduler(aws, OFFICE).invoke({ action: 'reconcile' });
    expect(answer).toMatchObject({
      ok: true,
      condition: 'awake',
      because: { code: 'office-hours' },
      until: '2026-12-01T13:00:00.000Z',
      actions: [],
    });
    expect(aws.writes).toEqual([]);
  });

  it('at night moves visitors, ends the tasks, and stops the database once they have gone', async () => {
    const aws = fakeAws();
    const { invoke } = scheduler(aws, NIGHT);
    expect(await invoke()).toMatchObject({ condition: 'falling-asleep', desired: 'asleep' });
    expect([weights(aws, 'arn:default'), weights(aws, 'arn:rule'), ...counts(aws)]).toEqual(['0/100', '0/100', 0, 0]);
    expect(aws.writes).toEqual(['ModifyListener', 'ModifyRule', 'UpdateService', 'UpdateService']);
    for (const service of aws.services) service.runningCount = 0;
    expect((await invoke()).actions).toEqual(['stop the database']);
    expect(await invoke()).toMatchObject({ condition: 'falling-asleep', actions: [] });
    Object.assign(aws.database ?? {}, { status: 'stopped' });
    expect(await invoke()).toMatchObject({ condition: 'asleep', actions: [] });
  });

  it('waits between the last visitor moved and the first task ended, and only there', async () => {
    const aws = fakeAws();
    const { invoke } = scheduler(aws, NIGHT, async (ms) => aws.writes.push(`pause ${ms}`));
    await invoke();
    await invoke();
    expect(aws.writes.slice(0, 4)).toEqual(['ModifyListener', 'ModifyRule', 'pause 10000', 'UpdateService']);
    expect(aws.writes.filter((write) => write.startsWith('pause'))).toHaveLength(1);
  });

  it('in the morning starts the database, then the tasks, and brings visitors back when all are healthy', async () => {
    const aws = fallenAsleep(fakeAws());
    const { invoke } = scheduler(aws, OFFICE);
    expect(await invoke()).toMatchObject({ condition: 'waking', actions: ['start the database'] });
    expect(await invoke()).toMatchObject({ actions: [], waiting: ['the database is starting'] });
    Object.assign(aws.database ?? {}, { status: 'available' });
    expect((await invoke()).actions).toEqual(['web: desired count 0 to 1', 'api: desired count 0 to 1']);
    aws.targets = { 'arn:web': ['healthy'], 'arn:api': ['initial'] };
    expect(await invoke()).toMatchObject({ actions: [], waiting: ['api has no healthy target yet'] });
    aws.targets['arn:api'] = ['unhealthy', 'healthy'];
    expect((await invoke()).actions).toHaveLength(2);
    expect([weights(aws, 'arn:default'), weights(aws, 'arn:rule')]).toEqual(['100/0', '100/0']);
    for (const service of aws.services) service.runningCount = 1;
    expect(await invoke()).toMatchObject({ condition: 'awake', actions: [] });
  });

  it('keeps what else a rule says when it changes the weights', async () => {
    const aws = fakeAws();
    const login = { Type: 'authenticate-oidc' as const, Order: 1 };
    aws.rules = aws.rules.map((rule) => ({ ...rule, Actions: [login, ...(rule.Actions ?? [])] }));
    await scheduler(aws, NIGHT).invoke();
    expect(aws.rules[0]?.Actions).toMatchObject([
      login,
      { Type: 'forward', ForwardConfig: { TargetGroupStickinessConfig: { Enabled: false } } },
    ]);
  });

  it('leaves the tasks of a service whose visitors could not be moved away, goes on with the others, and says what failed', async () => {
    const aws = fakeAws();
    aws.failing.set('ModifyListener', 'ThrottlingException');
    const { invoke, lines } = scheduler(aws, NIGHT);
    expect(await invoke()).toMatchObject({ ok: false, failed: [expect.stringContaining('ThrottlingException')] });
    expect(counts(aws)).toEqual([1, 0]);
    expect(lines).toMatchObject([{ level: 'error', result: 'failed' }]);
  });

  it('wakes to the count in the tag, and does not wake what has no image', async () => {
    const aws = fallenAsleep(fakeAws());
    Object.assign(aws.database ?? {}, { status: 'available' });
    Object.assign(aws.services[0] ?? {}, { tags: [{ key: 'AwakeCount', value: '2' }] });
    aws.parameters.delete('/bookmark-manager/staging/images/api');
    expect(await scheduler(aws, OFFICE).invoke()).toMatchObject({
      actions: ['web: desired count 0 to 2'],
      waiting: ['api has no image yet', 'web has no healthy target yet'],
    });
  });

  it('ignores a lease that cannot be read, and says so', async () => {
    const aws = fakeAws();
    aws.parameters.set('/bookmark-manager/staging/leases/broken', '{');
    storeLease(aws, lease('good', '2026-12-01T14:00:00Z', '2026-12-01T16:00:00Z'));
    expect(await scheduler(aws, NIGHT).invoke()).toMatchObject({
      condition: 'awake',
      problems: ['lease broken is ignored: it is not JSON'],
      leases: [{ id: 'good' }],
    });
  });

  it('survives a database that is not there and a service that was deleted', async () => {
    const aws = fakeAws();
    aws.database = null;
    Object.assign(aws.services[1] ?? {}, { status: 'INACTIVE' });
    expect(await scheduler(aws, NIGHT).invoke()).toMatchObject({
      ok: true,
      actions: expect.arrayContaining(['web: desired count 1 to 0']),
    });
  });

  it('logs one line with what was wanted, seen and done', async () => {
    const { invoke, lines } = scheduler(fakeAws(), NIGHT);
    await invoke();
    expect(lines).toMatchObject([
      {
        level: 'info',
        action: 'reconcile',
        result: 'ok',
        desired: 'asleep',
        because: { code: 'outside-hours' },
        observed: { migration: '20260101_init' },
        actions: { length: 4 },
        durationMs: expect.any(Number),
      },
    ]);
  });
});

describe('by hand', () => {
  it('stop stores a lease until the next opening and ends the tasks at once', async () => {
    const aws = fakeAws();
    const answer = await scheduler(aws, OFFICE).invoke({ action: 'stop', by: 'mika', why: 'saving money' });
    expect(answer).toMatchObject({
      ok: true,
      condition: 'falling-asleep',
      because: { code: 'lease', text: 'stopped by mika: saving money' },
      until: '2026-12-02T00:00:00.000Z',
    });
    expect(answer.message).toMatch(/^Asleep until Wed 2 Dec 09:00\. Done: web: visitors go to the wake page/);
    expect(counts(aws)).toEqual([0, 0]);
    expect(aws.parameters.get(leaseParameter(settings.parameterPrefix, '20261201T020000Z-stop-ab12'))).toContain(
      '"condition":"asleep"',
    );
  });

  it('start in office hours ends the stop', async () => {
    const aws = fakeAws();
    const { invoke } = scheduler(aws, OFFICE);
    await invoke({ action: 'stop' });
    expect(await invoke({ action: 'start' })).toMatchObject({
      condition: 'waking',
      because: { code: 'office-hours' },
      leases: [],
      actions: ['web: desired count 0 to 1', 'api: desired count 0 to 1'],
    });
    expect([...aws.parameters.keys()].filter((name) => name.includes('/leases/'))).toEqual([]);
  });

  it('start at night keeps it awake for two hours and clears away leases that have ended', async () => {
    const aws = fallenAsleep(fakeAws());
    storeLease(aws, lease('old', '2026-11-01T00:00:00Z', '2026-11-01T02:00:00Z'));
    expect(await scheduler(aws, NIGHT).invoke({ action: 'start' })).toMatchObject({
      condition: 'waking',
      until: '2026-12-01T17:00:00.000Z',
      leases: [{ by: 'someone' }],
    });
    expect(aws.parameters.has('/bookmark-manager/staging/leases/old')).toBe(false);
  });

  it('stores the lease even when nothing else can be read', async () => {
    const aws = fakeAws();
    aws.failing.set('DescribeServices', 'ThrottlingException');
    await expect(scheduler(aws, OFFICE).invoke({ action: 'stop' })).rejects.toThrow(
      'DescribeServices does not work now',
    );
    expect(aws.writes).toEqual(['PutParameter']);
  });

  it('status changes nothing', async () => {
    const aws = fakeAws();
    expect(await scheduler(aws, NIGHT).invoke({ action: 'status' })).toMatchObject({
      condition: 'falling-asleep',
      actions: [],
    });
    expect(aws.writes).toEqual([]);
  });

  test.each([
    { action: 'explode' },
    { action: 'stop', now: true },
    { action: 'start', for: 2 },
    'stop',
    [1],
    { stop: true },
  ])('%j is answered with what is allowed', async (event) => {
    const aws = fakeAws();
    const { invoke, lines } = scheduler(aws, NIGHT);
    expect(await invoke(event)).toMatchObject({
      ok: false,
      message: 'this payload is not known',
      allowed: expect.arrayContaining(['{"action":"status"}']),
    });
    expect([aws.writes, lines.length]).toEqual([[], 1]);
  });

  it('a lease that may not be is refused in words, and nothing is done', async () => {
    const aws = fakeAws();
    expect(await scheduler(aws, OFFICE).invoke({ action: 'stop', for: '20d' })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^refused: it would last 20 d; the longest is 14 days/),
    });
    expect(aws.writes).toEqual([]);
  });

  test.each([[undefined], [{}], [{ source: 'aws.scheduler', 'detail-type': 'Scheduled Event', detail: {} }]])(
    '%j is a firing',
    async (event) => {
      expect(await scheduler(fakeAws(), OFFICE).invoke(event)).toMatchObject({ ok: true, condition: 'awake' });
    },
  );
});
