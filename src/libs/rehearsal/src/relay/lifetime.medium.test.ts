import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '../clock/index.ts';
import { createStore } from '../store.ts';
import { createRelay } from './index.ts';
import { signedFor } from './testing.ts';
import { type RelayBeforeFake, relayBeforeFake } from './testing-server.ts';
import type { Upstream } from './types.ts';

let world: RelayBeforeFake;
beforeEach(async () => {
  world = await relayBeforeFake();
});
afterEach(() => world[Symbol.asyncDispose]());

describe('when the emulator is gone', () => {
  const successor = (again: () => void): Upstream => {
    const { address } = world.state.upstream;
    let dead = true;
    return {
      address: async () => (dead ? { host: '127.0.0.1', port: 1 } : address()),
      replaced: async () => {
        dead = false;
        again();
        return true;
      },
    };
  };
  it('a write goes to its successor', async () => {
    let replaced = 0;
    world.state.upstream = successor(() => {
      replaced += 1;
    });
    expect((await world.ecs('CreateService')).status).toBe(200);
    expect([replaced, world.fake.seen.length]).toEqual([1, 1]);
  });
  it('and none comes, the error can be retried', async () => {
    world.state.upstream = { address: async () => ({ host: '127.0.0.1', port: 1 }), replaced: async () => false };
    const answer = await world.ecs('CreateService');
    expect([answer.status, await answer.json()]).toMatchObject([503, { __type: 'ServiceUnavailable' }]);
    expect((await world.s3('GET', '/bucket/key')).status).toBe(503);
  });
});

describe('on its port', () => {
  it('are our own pages', async () => {
    world.relay.internal('picture', (_, response) => void response.end('{"here":1}'));
    const page = (path: string) => fetch(`${world.relay.endpoint}/_rehearsal/${path}`);
    expect(await (await page('picture?now')).json()).toEqual({ here: 1 });
    const unknown = await page('nothing');
    expect([unknown.status, await unknown.json()]).toMatchObject([
      404,
      { pages: ['/_rehearsal/calls', '/_rehearsal/picture'] },
    ]);
    expect(world.fake.seen).toEqual([]);
  });
  it('is which operations each access key has called', async () => {
    await world.ecs('ListClusters');
    await world.ecs('ListClusters');
    await world.ecs('CreateService', { authorization: signedFor('ecs', 'planner') });
    const calls = await (await fetch(`${world.relay.endpoint}/_rehearsal/calls`)).json();
    expect(calls).toEqual({ rehearsal: ['ecs:ListClusters'], planner: ['ecs:CreateService'] });
  });
  it('nobody else may listen: a taken port is an error', async () => {
    const { state, events } = world;
    const options = { upstream: state.upstream, store: createStore(), clock: createClock(), events };
    await using second = createRelay(options);
    await expect(second.listen(Number(new URL(world.relay.endpoint).port))).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
  it('a stream that never ends does not hold up the end', async () => {
    world.relay.internal('events', (_, response) => void response.write('hello'));
    const open = await fetch(`${world.relay.endpoint}/_rehearsal/events`);
    await world.relay[Symbol.asyncDispose]();
    await expect(open.text()).rejects.toThrow();
  });
});
