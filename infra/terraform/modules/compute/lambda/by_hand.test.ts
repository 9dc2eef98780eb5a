import { leaseParameter } from '@bookmark-manager/schedule';
import { describe, expect, it, test } from 'vitest';
import { fakeAws, fallenAsleep, settings, storeLease } from './testing.ts';
import { counts, lease, NIGHT, OFFICE, scheduler } from './testing_scheduler.ts';

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
