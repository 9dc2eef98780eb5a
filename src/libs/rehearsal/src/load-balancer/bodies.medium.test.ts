import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { until } from './testing.ts';
import { behind, startTarget } from './testing-targets.ts';

const MIB = 1024 * 1024;

describe('a long body', () => {
  it('is streamed: the caller is held up until the target reads', async () => {
    let read = () => {};
    const target = await startTarget(async (request, response) => {
      let length = 0;
      await new Promise<void>((resolve) => {
        read = resolve;
      });
      for await (const chunk of request) length += chunk.length;
      response.end(String(length));
    });
    await using running = await behind([target]);
    const chunk = Buffer.alloc(MIB);
    let taken = 0;
    const body = ReadableStream.from(
      (async function* () {
        for (; taken < 100; taken++) yield chunk;
      })(),
    );
    const asked = fetch(running.url, { method: 'POST', body, duplex: 'half' } as RequestInit);
    expect(await untilSteady(() => taken)).toBeLessThan(40);
    read();
    expect(await (await asked).text()).toBe(String(100 * MIB));
  });

  it('passes the answer of a target that refuses a long body and closes', async () => {
    const target = await startTarget((_, response) => {
      response.writeHead(413, { connection: 'close' }).end('too big');
    });
    await using running = await behind([target]);
    for (let count = 0; count < 5; count++) {
      const answer = await fetch(running.url, { method: 'POST', body: Buffer.alloc(20 * 1024 * 1024) });
      expect([answer.status, await answer.text()]).toEqual([413, 'too big']);
    }
  });

  it('answers 408 when the caller stops in the middle of a body', async () => {
    const target = await startTarget((request) => request.resume());
    await using running = await behind([target], { idleTimeoutMs: 100 });
    const client = connect(running.port, '127.0.0.1');
    client.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf');
    let answer = '';
    for await (const chunk of client) answer += chunk;
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  });
});

/** The value once it has not changed for 300 ms. */
async function untilSteady(ask: () => number): Promise<number> {
  let last = { value: ask(), since: Date.now() };
  await until(
    () => {
      if (ask() !== last.value) last = { value: ask(), since: Date.now() };
      return Date.now() - last.since;
    },
    (quietMs) => quietMs > 300 && last.value > 0,
  );
  return last.value;
}
