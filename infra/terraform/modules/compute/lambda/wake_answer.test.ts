import type { Lease } from '@bookmark-manager/schedule';
import { describe, expect, it, test } from 'vitest';
import { storeLease } from './testing.ts';
import { browser, createBench, NIGHT } from './wake_testing.ts';

const lease = (condition: Lease['condition'], hours: number): Lease => ({
  id: 'a-lease-s-name',
  condition,
  from: NIGHT,
  until: new Date(NIGHT.getTime() + hours * 3_600_000),
  by: 'mika',
  why: 'secret plans',
  kind: condition === 'awake' ? 'start' : 'stop',
  madeAt: NIGHT,
});

it('tells a browser when it starts again', async () => {
  const { statusCode, statusDescription, headers, body } = await createBench().ask(browser);
  expect([statusCode, statusDescription]).toEqual([503, '503 Service Unavailable']);
  expect(headers).toMatchObject({ 'retry-after': '32400', 'content-type': 'text/html; charset=utf-8' });
  expect(body).toContain('It is asleep and starts again on Wed 2 Dec 09:00 (Tokyo).');
});

it('speaks Japanese to whoever prefers it', async () => {
  const headers = { ...browser.headers, 'accept-language': 'fr, ja;q=0.8, en;q=0.3' };
  const answer = await createBench().ask({ ...browser, headers });
  expect(answer.headers['content-language']).toBe('ja');
  expect(answer.body).toContain('次は12月2日（水）9:00（東京時間）に起動します。');
});

it('has a page kept by nobody, framed by nobody and run nothing but its own', async () => {
  const { headers } = await createBench().ask(browser);
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    vary: 'accept, accept-language',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
  });
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'sha256-/);
});

test.each([
  ['/api/v1/bookmarks', 'text/html'],
  ['/api', '*/*'],
  ['/health/api', ''],
  ['/bookmarks', 'application/json'],
])('answers %s with Accept %j by a problem document', async (path, accept) => {
  const { statusCode, headers, body } = await createBench().ask({ ...browser, path, headers: { accept } });
  expect([statusCode, headers['content-type']]).toEqual([503, 'application/problem+json']);
  expect(JSON.parse(body)).toMatchObject({
    status: 503,
    title: 'Asleep',
    condition: 'asleep',
    nextStart: '2026-12-02T00:00:00.000Z',
  });
});

it('answers one line of text to whoever wants no page, and no body to HEAD', async () => {
  const { ask } = createBench();
  expect((await ask({ ...browser, headers: {} })).body).toMatch(/^Bookmark manager \(staging\): It is asleep.*\n$/);
  const head = await ask({ ...browser, httpMethod: 'HEAD' });
  expect(head).toMatchObject({ statusCode: 503, body: '' });
  expect(head.headers['retry-after']).toBe('32400');
});

describe('while it is waking', () => {
  const opened = () => Object.assign(createBench(), { now: new Date('2026-12-01T02:00:00Z') });

  it('asks to come back in seconds, and shows how far it is', async () => {
    const { headers, body } = await opened().ask(browser);
    expect([headers['retry-after'], body.includes('http-equiv="refresh" content="15"')]).toEqual(['15', true]);
    expect(body).toContain('RDS: starting');
  });

  it('asks the scheduler for a page only, and once in two seconds', async () => {
    const bench = opened();
    await bench.ask({ ...browser, path: '/api/v1/bookmarks' });
    expect(bench.invocations).toEqual([]);
    await bench.ask(browser);
    await bench.ask(browser);
    expect(bench.invocations).toEqual([{ type: 'RequestResponse', payload: { action: 'status' } }]);
    bench.now = new Date(bench.now.getTime() + 2000);
    await bench.ask(browser);
    expect(bench.invocations).toHaveLength(2);
  });

  it('does without the scheduler when that fails', async () => {
    const bench = Object.assign(opened(), { status: new Error('TooManyRequestsException') });
    const { statusCode, body } = await bench.ask(browser);
    expect([statusCode, body.includes('It is waking up')]).toEqual([503, true]);
    expect(bench.logged.join()).toContain('TooManyRequestsException');
  });
});

it('heeds leases, and never shows what people wrote in them', async () => {
  for (const given of [lease('asleep', 13 * 24), lease('awake', 2)]) {
    const bench = createBench();
    storeLease(bench.aws, given);
    for (const path of ['/bookmarks', '/api/x', '/_staging/condition']) {
      const { headers, body } = await bench.ask({ ...browser, path });
      if (!path.startsWith('/_')) expect(headers['retry-after']).toBe(given.condition === 'awake' ? '15' : '86400');
      expect(JSON.stringify([headers, body])).not.toMatch(/mika|secret|a-lease/);
    }
  }
});

it('answers from the calendar when the leases cannot be read', async () => {
  const bench = createBench();
  bench.aws.failing.set('GetParametersByPath', 'ThrottlingException');
  expect((await bench.ask(browser)).headers['retry-after']).toBe('32400');
});

test.each([null, 'x', {}, { path: 7 }, { headers: { accept: 7 } }])('answers an event like %j too', async (event) => {
  expect((await createBench().ask(event)).statusCode).toBe(503);
});

it('reads the condition for the script, from leases and scheduler', async () => {
  const bench = createBench();
  storeLease(bench.aws, lease('awake', 2));
  const { statusCode, headers, body } = await bench.ask({ ...browser, path: '/_staging/condition' });
  expect([statusCode, headers['content-type']]).toEqual([200, 'application/json']);
  expect(JSON.parse(body)).toEqual({
    condition: 'waking',
    because: { code: 'lease' },
    until: '2026-12-01T17:00:00.000Z',
    nextStart: null,
    progress: [
      { name: 'database', status: 'starting', detail: 'starting' },
      { name: 'api', status: 'waiting' },
      { name: 'web', status: 'waiting' },
    ],
  });
});

it('knows no other path of its own', async () => {
  const { statusCode, body } = await createBench().ask({ ...browser, path: '/_staging/other' });
  expect([statusCode, body.includes('There is no such page here.')]).toEqual([404, true]);
});
