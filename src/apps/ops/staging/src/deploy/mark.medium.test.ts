import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import type { Mark } from './deployment.ts';
import { refuseWhileDeploying, takeMark, whoDeploys } from './mark.ts';
import { aDeployment } from './testing.ts';
import { type FakeWorld, fakeWorld } from './testing-world.ts';

const NAME = '/bookmark-manager/staging/deploying';
const NOW = new Date('2026-12-01T03:05:00Z');
const mine = { id: 'mine', by: 'bob', what: 'deploys', services: ['web' as const], since: NOW.toISOString() };
const theirs = (fields: Partial<Mark> = {}): Mark => ({
  id: 'theirs',
  by: 'alice',
  what: 'deploys',
  services: ['api', 'web'],
  since: '2026-12-01T03:00:00.000Z',
  until: '2026-12-01T03:10:00.000Z',
  machine: hostname(),
  pid: 4711,
  rollout: null,
  ...fields,
});
const taking = ({ tools }: FakeWorld, isAlive = true, pause = () => new Promise(() => undefined)) =>
  takeMark({ ssm: tools.ssm, warn: () => undefined, now: () => NOW, isAlive: () => isAlive, pause }, mine);
const stored = ({ parameters }: FakeWorld): Mark | null => JSON.parse(parameters.get(NAME) ?? 'null');

async function worldWith(mark: Mark | string): Promise<FakeWorld> {
  const world = await fakeWorld({});
  world.parameters.set(NAME, typeof mark === 'string' ? mark : JSON.stringify(mark));
  return world;
}

describe('the mark of a deployment', () => {
  it('says who, since when, what, and for how long without another word', async () => {
    await using world = await fakeWorld({});
    const mark = await taking(world);
    expect([mark.tookOver, mark.rollout]).toEqual([false, null]);
    expect(stored(world)).toMatchObject({ ...mine, machine: hostname(), until: '2026-12-01T03:15:00.000Z' });
  });

  it.each<[string, Mark, boolean]>([
    ['runs on this machine', theirs(), true],
    ['cannot be looked at, being on another machine', theirs({ machine: 'elsewhere' }), false],
  ])('of a process that %s is respected', async (_, mark, isAlive) => {
    await using world = await worldWith(mark);
    await expect(taking(world, isAlive)).rejects.toThrow(/^alice deploys api and web since .*12:00/);
    expect(stored(world)).toEqual(mark);
  });

  it.each<[string, Mark | string, boolean]>([
    ['whose process is gone', theirs({ rollout: aDeployment() }), false],
    ['that was not renewed', theirs({ machine: 'elsewhere', until: NOW.toISOString(), rollout: aDeployment() }), true],
  ])('%s is taken over, with what it left half done', async (_, mark, isAlive) => {
    await using world = await worldWith(mark);
    const taken = await taking(world, isAlive);
    expect([taken.tookOver, taken.rollout]).toEqual([true, aDeployment()]);
    expect(stored(world)).toMatchObject({ ...mine, rollout: aDeployment() });
  });

  it('that nobody can read is taken over', async () => {
    await using world = await worldWith('{"by":"a newer version"}');
    expect((await taking(world)).rollout).toBeNull();
  });

  it('is renewed while it lasts', async () => {
    await using world = await fakeWorld({});
    let minutes = 0;
    const pause = () => (minutes++ < 3 ? Promise.resolve() : new Promise(() => undefined));
    const clock = () => new Date(NOW.getTime() + minutes * 180_000);
    await takeMark({ ssm: world.tools.ssm, warn: () => undefined, now: clock, pause }, mine);
    await expect.poll(() => stored(world)?.until).toBe('2026-12-01T03:24:00.000Z');
  });

  it('that somebody has taken over lets nothing more be written', async () => {
    await using world = await fakeWorld({});
    const mark = await taking(world);
    world.parameters.set(NAME, JSON.stringify(theirs()));
    await expect(mark.note(aDeployment())).rejects.toThrow(/^alice deploys/);
    expect(stored(world)).toEqual(theirs());
  });

  it.each<[string, boolean, Partial<Mark> | null]>([
    ['goes when it is over', false, null],
    ['stays for the next one when something is half done', true, { rollout: aDeployment(), until: NOW.toISOString() }],
  ])('%s', async (_, halfDone, left) => {
    await using world = await fakeWorld({});
    {
      const ended = (_ms: number, signal: AbortSignal) =>
        new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      await using mark = await takeMark(
        { ssm: world.tools.ssm, warn: () => undefined, now: () => NOW, pause: ended },
        mine,
      );
      if (halfDone) await mark.note(aDeployment());
    }
    if (left === null) expect(stored(world)).toBeNull();
    else expect(stored(world)).toMatchObject(left);
  });
});

describe('an apply by hand', () => {
  it.each<[string, Mark, RegExp]>([
    ['while somebody deploys', theirs({ pid: process.pid }), /^alice deploys api and web since/],
    [
      'over what was cut short',
      theirs({ pid: -1, until: NOW.toISOString(), rollout: aDeployment() }),
      /^A deployment of web by alice was cut short/,
    ],
  ])('%s is refused', async (_, mark, message) => {
    await using world = await worldWith(mark);
    await expect(refuseWhileDeploying(world.tools.ssm, NOW)).rejects.toThrow(message);
  });

  it.each<[string, Mark | string]>([
    ['when nobody does', ''],
    ['when a mark was left behind and nothing is half done', theirs({ until: NOW.toISOString() })],
  ])('%s goes on', async (_, mark) => {
    await using world = await worldWith(mark);
    await expect(refuseWhileDeploying(world.tools.ssm, NOW)).resolves.toBeUndefined();
    expect(await whoDeploys(world.tools.ssm, NOW)).toBeNull();
  });
});
