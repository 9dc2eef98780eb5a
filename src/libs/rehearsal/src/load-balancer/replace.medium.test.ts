import http, { type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Target } from './model.ts';
import { aGroup, fakeReading, startBalancer, until } from './testing.ts';

const GROUP = aGroup('web', { deregistrationDelayMs: 10_000 });

/** A target whose answers take up to 50 ms, so that there are always some in flight. */
async function startTarget(id: string): Promise<Target & { server: Server; answered(): number }> {
  let answered = 0;
  const server = http.createServer((request, response) => {
    if (request.url === '/health') return void response.end();
    request.resume().on('end', () =>
      setTimeout(() => {
        answered++;
        response.end(id);
      }, Math.random() * 50),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, id, resolve));
  return { id, port: (server.address() as AddressInfo).port, server, answered: () => answered };
}

/** Sends requests on eight connections until it is told to stop; what came back, by status or error. */
function traffic(url: string) {
  const results: Record<string, number> = {};
  let going = true;
  const one = async (index: number) => {
    while (going) {
      const init = index % 2 === 0 ? {} : { method: 'POST', body: 'x'.repeat(10_000) };
      const what = await fetch(url, init).then(
        async (answer) => `${answer.status} ${(await answer.text()) ? 'full' : 'empty'}`,
        (error) => String(error.cause ?? error),
      );
      results[what] = (results[what] ?? 0) + 1;
    }
  };
  const all = Promise.all(Array.from({ length: 8 }, (_, index) => one(index)));
  return {
    results,
    async stop() {
      going = false;
      await all;
      return results;
    },
  };
}

describe('a target that is replaced under traffic', () => {
  it('costs no request', async () => {
    const reading = fakeReading([GROUP]);
    const first = await startTarget('127.0.92.1');
    reading.registered.set('web', [first]);
    await using running = await startBalancer(reading);
    const { balancer, url } = running;
    await until(
      () => balancer.targetHealth('web', first.id, first.port),
      (state) => state === 'healthy',
    );
    const load = traffic(url);
    let current = first;
    for (let round = 2; round < 5; round++) {
      const next = await startTarget(`127.0.92.${round}`);
      reading.registered.set('web', [current, next]);
      await balancer.refresh();
      await until(
        () => next.answered(),
        (count) => count > 20,
      );
      reading.registered.set('web', [next]);
      await balancer.refresh();
      await until(
        () => balancer.targetHealth('web', current.id, current.port),
        (state) => state === 'unused',
      );
      const before = current.answered();
      await new Promise((resolve) => current.server.close(resolve));
      expect(current.answered()).toBe(before);
      current = next;
    }
    const results = await load.stop();
    current.server.close();
    expect(Object.keys(results)).toEqual(['200 full']);
    expect(results['200 full']).toBeGreaterThan(100);
  });
});
