import { expect, it, vi } from 'vitest';
import { createReplies } from './replies.ts';
import { jsonRequest } from './testing.ts';
import type { Request } from './types.ts';
import { answerJson } from './wire.ts';

const request = (id: string | undefined, more: Partial<Request> = {}): Request => {
  const base = jsonRequest('ec2', 'CreateVpc');
  return { ...base, headers: { ...base.headers, ...(id && { 'amz-sdk-invocation-id': id }) }, ...more };
};
const responding = (...statuses: number[]) => vi.fn(async () => answerJson({}, statuses.shift() ?? 200));

it('carries out a write once that comes twice with one invocation id, at the same time or later', async () => {
  const once = createReplies();
  const respond = responding();
  const [first, second] = await Promise.all([once(request('i'), respond), once(request('i'), respond)]);
  expect(second).toBe(first);
  expect(await once(request('i'), respond)).toBe(first);
  expect(respond).toHaveBeenCalledTimes(1);
});

it.each<[string, Request]>([
  ['another id', request('j')],
  ['another operation', request('i', { operation: 'CreateSubnet' })],
  ['another account', request('i', { account: '222222222222' })],
  ['another region', request('i', { region: 'us-east-1' })],
  ['no id', request(undefined)],
])('carries out a request with %s', async (_, other) => {
  const once = createReplies();
  const respond = responding();
  await once(request('i'), respond);
  await once(other, respond);
  expect(respond).toHaveBeenCalledTimes(2);
});

it('tries again after an answer of 500 and after an error, not after one of 400', async () => {
  const once = createReplies();
  const respond = responding(500, 400, 200);
  await once(request('i'), respond);
  expect((await once(request('i'), respond)).status).toBe(400);
  expect((await once(request('i'), respond)).status).toBe(400);
  await expect(once(request('e'), () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  expect((await once(request('e'), respond)).status).toBe(200);
});

it('forgets the oldest of many', async () => {
  const once = createReplies();
  const respond = responding();
  for (let index = 0; index <= 500; index += 1) await once(request(`i${index}`), respond);
  await once(request('i0'), respond);
  expect(respond).toHaveBeenCalledTimes(502);
});
