import { describe, expect, it } from 'vitest';
import { parseJwt } from '../jwt-value.ts';
import { twinOf, userOf } from './database-url.ts';
import { type Rotatable, rotate } from './rotate.ts';
import { FIRST_KEY, FIRST_URL, type RotatingWorld, rotatingWorld } from './testing-world.ts';

const SECRETS = ['DATABASE_URL', 'JWT_SECRET'] as const;

/** Nothing is half done: whoever runs or starts has the secret of now, and nobody else has one that is good. */
function expectWhole(world: RotatingWorld, name: Rotatable): void {
  const { value, users, tasks, outages } = world;
  expect(outages).toEqual([]);
  expect([value('deploying'), value(`rotating/${name}`), value('DATABASE_URL_NEXT')]).toEqual([
    undefined,
    undefined,
    'none',
  ]);
  const url = value('DATABASE_URL') ?? '';
  const keys = parseJwt(value('JWT_SECRET') ?? '');
  for (const task of tasks.filter(({ status }) => status === 'RUNNING'))
    expect([task.url, task.jwt]).toEqual([url, keys]);
  if (name === 'JWT_SECRET') {
    expect(keys?.current).not.toBe(FIRST_KEY);
    expect([keys?.previous === undefined, keys?.next]).toEqual([false, undefined]);
  } else {
    expect(url).not.toBe(FIRST_URL);
    expect(users.get(userOf(url))).toBe(new URL(url).password);
    expect(users.get(twinOf(userOf(url)))).toBeNull();
  }
}

describe('a rotation', () => {
  it.each(SECRETS)('of %s leaves every task able to work at every moment', async (name) => {
    await using world = await rotatingWorld();
    const [line] = await rotate(world.tools, name);
    expectWhole(world, name);
    expect(line).toMatch(name === 'JWT_SECRET' ? /the one before is accepted until/ : /bookmark_app cannot any more/);
    const said = [line, ...world.io.stderr].join('\n');
    const secret =
      name === 'JWT_SECRET' ? parseJwt(world.value(name) ?? '')?.current : world.users.get('bookmark_app_b');
    expect(said).not.toContain(secret);
    const overrides = world.aws.requests.filter(({ operation }) => operation === 'RunTask').map(({ input }) => input);
    expect(JSON.stringify(overrides)).not.toContain(secret);
  });

  it.each(SECRETS)('of %s asleep starts no task of a service', async (name) => {
    await using world = await rotatingWorld({ desired: 0 });
    await rotate(world.tools, name);
    expectWhole(world, name);
    expect(world.aws.calls).not.toContain('UpdateService');
    const holds = world.aws.requests.filter(({ input }) => String(input.Name).includes('-hold-'));
    const only = holds.flatMap(({ input }) => (input.Value ? [JSON.parse(String(input.Value)).only] : []));
    expect(only).toEqual(name === 'JWT_SECRET' ? [] : ['database']);
  });

  it.each(SECRETS)(
    'of %s that is killed before any of its writes is brought to its end by the next one',
    async (name) => {
      for (let write = 1; ; write += 1) {
        await using world = await rotatingWorld();
        world.die(write);
        const first = await rotate(world.tools, name).catch(() => undefined);
        if (first !== undefined) {
          expect(write).toBeGreaterThan(8);
          break;
        }
        world.revive();
        const again = await rotate(world.tools, name).catch((error: Error) => error);
        // All but the taking away of the note or the mark was done: there is nothing to go on with.
        if (again instanceof Error) expect(again.message).toMatch(/are good until .*: another rotation would end them/);
        expect([write, world.outages]).toEqual([write, []]);
        if (!(again instanceof Error)) expectWhole(world, name);
      }
    },
  );

  it('two in a row go back to the first user; of JWT_SECRET the second waits for its day', async () => {
    await using world = await rotatingWorld();
    await rotate(world.tools, 'DATABASE_URL');
    await rotate(world.tools, 'DATABASE_URL');
    expectWhole(world, 'DATABASE_URL');
    expect(userOf(world.value('DATABASE_URL') ?? '')).toBe('bookmark_app');
    await rotate(world.tools, 'JWT_SECRET');
    await expect(rotate(world.tools, 'JWT_SECRET')).rejects.toThrow(/good until .*: another rotation would end them/);
    expectWhole(world, 'JWT_SECRET');
  });

  it('refuses a secret that is no good as it is, and while somebody deploys', async () => {
    await using world = await rotatingWorld();
    const first = rotate(world.tools, 'JWT_SECRET');
    await expect.poll(() => world.value('rotating/JWT_SECRET')).toBeDefined();
    await expect(rotate(world.tools, 'DATABASE_URL')).rejects.toThrow(/rotates JWT_SECRET of api since/);
    await first;
    expectWhole(world, 'JWT_SECRET');
  });
});
