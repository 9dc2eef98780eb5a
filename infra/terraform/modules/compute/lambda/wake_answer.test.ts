import type { Lease } from '@bookmark-manager/schedule';
import { expect, it, test } from 'vitest';
import { type FakeAws, fakeAws, settings, storeLease } from './testing.ts';
import { createWake } from './wake_answer.ts';

const NIGHT = new Date('2026-12-01T15:00:00Z'); // Wednesday 0:00 in Tokyo, nine hours before it opens
const browser = { httpMethod: 'GET', path: '/bookmarks', headers: { accept: 'text/html,*/*' } };

const stop: Lease = {
  id: 'a',
  condition: 'asleep',
  from: NIGHT,
  until: new Date(NIGHT.getTime() + 13 * 86_400_000),
  by: 'mika',
  why: 'secret plans',
  kind: 'stop',
  madeAt: NIGHT,
};

function wake(event: unknown, { aws = fakeAws(), now = NIGHT }: { aws?: FakeAws; now?: Date } = {}) {
  return createWake({ settings, ssm: aws.clients.ssm, now: () => now, log: () => {} })(event);
}

it('tells a browser when it starts again', async () => {
  const { statusCode, headers, body } = await wake(browser);
  expect([statusCode, headers['retry-after'], headers['content-type']]).toEqual([
    503,
    '32400',
    'text/html; charset=utf-8',
  ]);
  expect(body).toContain('It is asleep and starts again on Wed 2 Dec 09:00 (Tokyo).');
});

test.each(['/api/bookmarks', '/health/api'])('answers %s with a problem document', async (path) => {
  const { headers, body } = await wake({ ...browser, path });
  expect(headers['content-type']).toBe('application/problem+json');
  expect(JSON.parse(body)).toMatchObject({
    status: 503,
    title: 'Asleep',
    condition: 'asleep',
    nextStart: '2026-12-02T00:00:00.000Z',
  });
});

it('answers one line of text to whoever wants no page, and no body to HEAD', async () => {
  expect((await wake({ ...browser, headers: {} })).body).toMatch(/^Bookmark manager \(staging\): It is asleep.*\n$/);
  expect(await wake({ ...browser, httpMethod: 'HEAD' })).toMatchObject({ statusCode: 503, body: '' });
});

it('asks to come back in seconds while it is waking', async () => {
  const { headers, body } = await wake(browser, { now: new Date('2026-12-01T02:00:00Z') });
  expect([headers['retry-after'], body.includes('http-equiv="refresh" content="15"')]).toEqual(['15', true]);
});

it('heeds leases, and never shows what people wrote in them', async () => {
  const aws = fakeAws();
  storeLease(aws, stop);
  const { headers, body } = await wake(browser, { aws });
  expect(headers['retry-after']).toBe('86400');
  expect(body).not.toMatch(/mika|secret/);
});

it('answers from the calendar when the leases cannot be read', async () => {
  const aws = fakeAws();
  aws.failing.set('GetParametersByPath', 'ThrottlingException');
  expect((await wake(browser, { aws })).headers['retry-after']).toBe('32400');
});

test.each([null, 'x', {}, { path: 7 }])('answers an event like %j too', async (event) => {
  expect((await wake(event)).statusCode).toBe(503);
});
