import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processesOfRehearsal } from './leftovers.ts';
import { endRehearsal, ensureRunning, isAlive, running, spawnRehearsal } from './rehearsal.ts';
import { served, titles } from './survival.ts';
import { until } from './until.ts';

beforeAll(async () => {
  await ensureRunning();
  await served();
});
afterAll(() => ensureRunning());

describe('kill -9', () => {
  it.each([
    ['the emulator', /launcher\.py/],
    ['the database', /postgres.* -D /],
    ['a task', /node server\.js/],
  ])('of %s is outlived: the page answers again, with every bookmark', async (_, pattern) => {
    const before = await titles();
    const victim = processesOfRehearsal().find(({ command }) => pattern.test(command));
    expect(victim).toBeDefined();
    process.kill(victim?.pid ?? 0, 'SIGKILL');
    await until('it is gone', () => !isAlive(victim?.pid ?? 0));
    await until(
      'another has taken its place',
      () => processesOfRehearsal().some(({ command }) => pattern.test(command)),
      {
        deadlineMs: 60_000,
      },
    );
    await served();
    await until('the titles are there', async () => JSON.stringify(await titles()) === JSON.stringify(before), {
      deadlineMs: 60_000,
    });
  });
});

describe('Ctrl-C', () => {
  it.each([300, 2500, 6000])('%i ms after a start ends with 130 or 0 and leaves nothing behind', async (afterMs) => {
    await endRehearsal();
    const { child, output } = spawnRehearsal();
    await pause(afterMs); // the moment is what is tested
    // As a terminal does: to the whole group, and it may have ended by itself.
    process.kill(-(child.pid ?? 0), 'SIGINT');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    expect([130, 0, 'SIGINT'], output()).toContain(child.exitCode ?? child.signalCode);
    expect(processesOfRehearsal()).toEqual([]);
    expect(running()).toBeUndefined();
  });
});
