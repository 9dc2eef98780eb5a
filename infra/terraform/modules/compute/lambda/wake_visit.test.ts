import { describe, expect, it, test } from 'vitest';
import { browser, createBench } from './wake_testing.ts';

const navigation = {
  ...browser,
  headers: { ...browser.headers, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
};
const plain = { ...browser, headers: { ...browser.headers, 'upgrade-insecure-requests': '1' } };
const byVisit = { schedule: { mode: 'never', wake_on_visit: 'visit' } } as const;

describe('where a visit wakes', () => {
  test.each([
    ['over HTTPS', navigation],
    ['over plain HTTP', plain],
  ])('a page navigation %s does, for two hours', async (_, event) => {
    const bench = createBench(byVisit);
    const { statusCode, headers, body } = await bench.ask(event);
    expect([statusCode, headers['retry-after'], body.includes('It is waking up')]).toEqual([503, '15', true]);
    expect(bench.leases()).toMatchObject([
      { condition: 'awake', kind: 'visit', by: 'a visitor', why: '', until: '2026-12-01T17:00:00.000Z' },
    ]);
    expect(bench.invocations[0]).toEqual({ type: 'Event', payload: { action: 'reconcile' } });
  });

  it('the next ones make no lease while it is waking, and none beyond four hours a day', async () => {
    const bench = createBench(byVisit);
    const at = async (hours: number) => {
      bench.now = new Date(Date.parse('2026-12-01T15:00:00Z') + hours * 3_600_000);
      return (await bench.ask(navigation)).body;
    };
    await at(0);
    await at(1);
    expect(bench.leases()).toHaveLength(1);
    await at(5);
    expect(bench.leases()).toHaveLength(2);
    const page = await at(10);
    expect(bench.leases()).toHaveLength(2);
    expect(page).toContain('<button>Wake it for 2 h</button>');
    await at(24);
    expect(bench.leases()).toHaveLength(3);
  });

  test.each([
    ['the script of a page', { ...navigation, headers: { ...navigation.headers, 'sec-fetch-mode': 'cors' } }],
    ['a frame', { ...navigation, headers: { ...navigation.headers, 'sec-fetch-dest': 'iframe' } }],
    ['a browser that loads ahead', { ...navigation, headers: { ...navigation.headers, 'sec-purpose': 'prefetch' } }],
    ['a client of the API', { ...plain, path: '/api/v1/bookmarks', headers: { accept: 'application/json' } }],
    ['curl', { ...browser, headers: { accept: '*/*' } }],
    ['the question how far it is', { ...navigation, path: '/_staging/condition' }],
  ])('%s does not', async (_, event) => {
    const bench = createBench(byVisit);
    await bench.ask(event);
    expect(bench.leases()).toEqual([]);
  });

  it('shows that it is asleep when the lease cannot be stored', async () => {
    const bench = createBench(byVisit);
    bench.aws.failing.set('PutParameter', 'ThrottlingException');
    const { statusCode, body } = await bench.ask(navigation);
    expect([statusCode, body.includes('<button>')]).toEqual([503, true]);
    expect(bench.logged.join()).toContain('could not be kept');
  });
});

test.each(['button', 'off'] as const)('with wake_on_visit "%s" a visit wakes nothing', async (wake_on_visit) => {
  const bench = createBench({ schedule: { wake_on_visit } });
  const { body } = await bench.ask(navigation);
  expect(bench.leases()).toEqual([]);
  expect(body.includes('<button>')).toBe(wake_on_visit === 'button');
});
