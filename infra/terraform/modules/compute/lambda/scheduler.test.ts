import { describe, expect, it } from 'vitest';
import { fakeAws, fallenAsleep, storeLease, weights } from './testing.ts';
import { counts, lease, NIGHT, OFFICE, scheduler } from './testing_scheduler.ts';

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

  it('begins to wake before the opening, and says for what', async () => {
    expect(await scheduler(fallenAsleep(fakeAws()), '2026-12-01T23:45:00Z').invoke()).toMatchObject({
      desired: 'asleep',
      because: { code: 'outside-hours' },
      toward: { condition: 'awake', because: { code: 'office-hours' } },
      actions: ['start the database'],
    });
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

  it.each(['InvalidDBInstanceState', 'InvalidDBInstanceStateFault'])(
    'takes %s for done: another call was faster, or its answer was lost',
    async (name) => {
      const aws = fallenAsleep(fakeAws());
      aws.failing.set('StartDBInstance', name);
      expect(await scheduler(aws, OFFICE).invoke()).toMatchObject({ ok: true, failed: [] });
    },
  );

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
        beyondCalendar: true,
        durationMs: expect.any(Number),
      },
    ]);
  });
});
