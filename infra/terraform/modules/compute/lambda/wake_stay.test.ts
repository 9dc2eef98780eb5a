import { offerParameter, serializeOffer } from '@bookmark-manager/schedule';
import { expect, it, test } from 'vitest';
import { storeLease } from './testing.ts';
import { type Bench, browser, createBench, NIGHT } from './wake_testing.ts';

const TOKEN = 'AbCdEfGhIjKlMnOpQrS-_0';
const hours = (count: number) => new Date(NIGHT.getTime() + count * 3_600_000);
const click = (offer: string | null = TOKEN, more: object = {}) => ({
  ...browser,
  path: '/_staging/stay',
  queryStringParameters: offer === null ? {} : { offer },
  ...more,
});

function offered(until = hours(2), expires = hours(1)): Bench {
  const bench = createBench();
  bench.aws.parameters.set(offerParameter('/bookmark-manager/staging', TOKEN), serializeOffer({ until, expires }));
  return bench;
}

it('stays awake until the offer says, by one click', async () => {
  const bench = offered();
  const { statusCode, headers, body } = await bench.ask(click());
  expect([statusCode, headers['cache-control']]).toEqual([200, 'no-store']);
  expect(body).toContain('It stays awake until Wed 2 Dec 02:00 (Tokyo).');
  expect(bench.leases()).toMatchObject([
    { condition: 'awake', kind: 'offer', by: 'a visitor', why: '', until: '2026-12-01T17:00:00.000Z' },
  ]);
  expect([...bench.aws.parameters.keys()].join()).not.toContain(`leases/${TOKEN}`);
  expect(bench.invocations).toEqual([{ type: 'Event', payload: { action: 'reconcile' } }]);
});

it('does nothing more by a second click', async () => {
  const bench = offered();
  await bench.ask(click());
  const before = bench.leases();
  bench.now = hours(0.5);
  expect((await bench.ask(click())).body).toContain('02:00 (Tokyo)');
  expect(bench.leases()).toEqual(before);
});

it('does not undo a stop that came after the first click', async () => {
  const bench = offered();
  await bench.ask(click());
  const from = hours(0.1);
  storeLease(bench.aws, {
    id: 's',
    condition: 'asleep',
    from,
    until: hours(9),
    by: 'mika',
    why: '',
    kind: 'stop',
    madeAt: from,
  });
  bench.now = hours(0.2);
  expect((await bench.ask(click())).statusCode).toBe(410);
});

it('reads a token that was percent-encoded on its way', async () => {
  expect((await offered().ask(click(TOKEN.replace('-', '%2D').replace('_', '%5F')))).statusCode).toBe(200);
});

test.each([
  ['no token', click(null)],
  ['another token', click('AAAAAAAAAAAAAAAAAAAAAA')],
  ['a token that leads elsewhere', click('..%2Fleases%2Fx')],
  ['a longer token', click(`${TOKEN}0`)],
])('says that the link has ended with %s, and stores nothing', async (_, event) => {
  const bench = offered();
  const { statusCode, body } = await bench.ask(event);
  expect([statusCode, body.includes('This link has ended')]).toEqual([410, true]);
  expect(bench.leases()).toEqual([]);
});

test.each([
  ['it has expired', hours(2), NIGHT],
  ['its end is past', hours(-1), hours(1)],
  ['its end is further away than any lease may be', hours(15 * 24), hours(1)],
])('says so when %s', async (_, until, expires) => {
  const bench = offered(until, expires);
  expect((await bench.ask(click())).statusCode).toBe(410);
  expect(bench.leases()).toEqual([]);
});

it('asks SSM for nothing that is no token, and takes its "not found" for an end', async () => {
  const bench = offered();
  await bench.ask(click('x'));
  expect(bench.aws.calls).not.toContain('GetParameter');
  bench.aws.failing.set('GetParameter', 'ParameterNotFound');
  expect((await bench.ask(click())).statusCode).toBe(410);
  bench.aws.failing.set('GetParameter', 'ThrottlingException');
  expect((await bench.ask(click())).statusCode).toBe(503);
});

test.each([
  ['HEAD', { httpMethod: 'HEAD' }, 405],
  ['POST', { httpMethod: 'POST' }, 405],
  ['a browser that loads ahead', { headers: { ...browser.headers, 'sec-purpose': 'prefetch' } }, 503],
])('takes %s for nobody’s click', async (_, more, status) => {
  const bench = offered();
  expect((await bench.ask(click(TOKEN, more))).statusCode).toBe(status);
  expect(bench.leases()).toEqual([]);
});
