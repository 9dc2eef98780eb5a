import { describe, expect, it } from 'vitest';
import type { Answer } from './answer.ts';
import { createScheduler } from './scheduler.ts';
import { type FakeAws, fakeAws, settings } from './testing.ts';

const used = {
  ...settings,
  slice: { ...settings.slice, schedule: { ...settings.slice.schedule, stay_awake_while_used: true } },
};

function scheduler(aws: FakeAws, of = used) {
  let time = '';
  const handler = createScheduler({
    settings: of,
    clients: aws.clients,
    now: () => new Date(`2026-12-01T${time}:00+09:00`),
    salt: () => 'ab12',
    token: () => 'x'.repeat(22),
    log: () => undefined,
  });
  return async (at: string, event: unknown = {}) => {
    time = at;
    return (await handler(event)) as Answer;
  };
}

describe('with stay_awake_while_used', () => {
  it('a request in the last 15 minutes postpones sleep by half an hour, three times', async () => {
    const aws = fakeAws();
    aws.requests = 3;
    const fire = scheduler(aws);
    for (const [at, until] of [
      ['22:00', '13:30'],
      ['22:30', '14:00'],
      ['23:00', '14:30'],
    ] as const)
      expect(await fire(at)).toMatchObject({
        condition: 'awake',
        because: { code: 'lease', text: expect.stringContaining('it is in use (3 requests') },
        until: `2026-12-01T${until}:00.000Z`,
        actions: [],
      });
    expect(await fire('23:30')).toMatchObject({ condition: 'falling-asleep', because: { code: 'outside-hours' } });
  });

  it('nobody there, it sleeps on time', async () => {
    expect(await scheduler(fakeAws())('22:00')).toMatchObject({ desired: 'asleep', actions: { length: 4 } });
  });

  it('a stop is obeyed all the same, and use is not asked for', async () => {
    const aws = fakeAws();
    aws.requests = 3;
    expect(await scheduler(aws)('12:00', { action: 'stop' })).toMatchObject({
      desired: 'asleep',
      actions: { length: 4 },
    });
    expect(aws.calls).not.toContain('GetMetricData');
  });

  it('what is asleep is not woken by what was counted before', async () => {
    const aws = fakeAws();
    const fire = scheduler(aws);
    await fire('22:00');
    aws.requests = 3;
    expect(await fire('22:01')).toMatchObject({ desired: 'asleep' });
  });

  it('two firings at once make one lease', async () => {
    const aws = fakeAws();
    aws.requests = 3;
    await Promise.all([scheduler(aws)('22:00'), scheduler(aws)('22:00')]);
    expect([...aws.parameters.keys()].filter((name) => name.includes('/leases/'))).toHaveLength(1);
  });

  it('sleeps all the same when the count cannot be read, and says so', async () => {
    const aws = fakeAws();
    aws.failing.set('GetMetricData', 'ThrottlingException');
    expect(await scheduler(aws)('22:00')).toMatchObject({
      desired: 'asleep',
      failed: [expect.stringContaining('see whether it is used: ThrottlingException')],
      actions: { length: 4 },
    });
  });
});

it('without it, nobody asks', async () => {
  const aws = fakeAws();
  aws.requests = 3;
  expect(await scheduler(aws, settings)('22:00')).toMatchObject({ desired: 'asleep' });
  expect(aws.calls).not.toContain('GetMetricData');
});
