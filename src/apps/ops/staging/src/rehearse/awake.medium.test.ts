import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import type { SchedulerAnswer } from '../scheduler-call.ts';
import { fakeIo } from '../testing.ts';
import { untilServed } from './awake.ts';

const answer = (desired: 'awake' | 'asleep', waiting: string[] = []): SchedulerAnswer => ({
  ...{ message: '', condition: '', failed: [] },
  desired,
  waiting,
});
const told = (latest: SchedulerAnswer | Error | undefined) => ({ latest });

/** A door that answers each path with the statuses it is given, one after the other, the last one again and again. */
async function door(statuses: Record<string, number[]>) {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    const left = statuses[url] ?? [404];
    response.writeHead((left.length > 1 ? left.shift() : left[0]) ?? 404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, asked, [Symbol.asyncDispose]: async () => void server.close() };
}

it('ends when the page and the API with its database answer', async () => {
  await using front = await door({ '/': [503, 200], '/api/ready': [503, 200] });
  const served = untilServed({ reconciling: told(answer('awake')), door: () => front.url, io: fakeIo() });
  expect(await served).toBe(true);
  expect(front.asked).toEqual(['/', '/', '/api/ready', '/', '/api/ready']);
});

it('waits until there is a door', async () => {
  await using front = await door({ '/': [200], '/api/ready': [200] });
  let looks = 0;
  const where = () => {
    looks += 1;
    return looks < 3 ? undefined : front.url;
  };
  expect(await untilServed({ reconciling: told(undefined), door: where, io: fakeIo() })).toBe(true);
});

it('does not wait for what the schedule wants to sleep', async () => {
  const served = untilServed({ reconciling: told(answer('asleep')), door: () => 'http://127.0.0.1:1', io: fakeIo() });
  expect(await served).toBe(false);
});

it.each([
  ['what the scheduler waits for', told(answer('awake', ['the database is starting'])), 'the database is starting'],
  ['how the scheduler failed', told(new Error('no such function')), 'no such function'],
  ['what the door answers', told(answer('awake')), '/ answers 503'],
])('says now and then %s', async (_, reconciling, words) => {
  await using front = await door({ '/': [503, 503, 200], '/api/ready': [200] });
  const io = fakeIo();
  await untilServed({ reconciling, door: () => front.url, io, remindMs: 100 });
  expect(io.stderr[0]).toBe(`    … waiting: ${words}`);
});

it('ends when the user does, with the code of an interruption', async () => {
  const ending = new AbortController();
  const io = { ...fakeIo(), signal: ending.signal };
  const served = untilServed({ reconciling: told(undefined), door: () => undefined, io });
  ending.abort();
  await expect(served).rejects.toMatchObject({ exitCode: 130, hint: 'npm start goes on from here.' });
});
