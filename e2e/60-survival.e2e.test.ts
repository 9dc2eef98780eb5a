import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NESTED, NESTED_TITLES, openBrowser } from './browser.ts';
import { processesOfRehearsal } from './leftovers.ts';
import { endRehearsal, ensureRunning, isAlive, running, spawnRehearsal, startRehearsal } from './rehearsal.ts';
import { type Somebody, signedIn } from './somebody.ts';
import { until } from './until.ts';

let me: Somebody;

/** What a person sees: the titles on the page, in a browser. */
async function titles(): Promise<string[]> {
  const { door } = await ensureRunning();
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await me.use(page.context());
    await page.goto(door);
    return await page.getByRole('link').allInnerTexts();
  } finally {
    await browser.close();
  }
}

const isServed = async () => (await fetch(running()?.door ?? '').catch(() => undefined))?.status === 200;
const served = () => until('the page answers', isServed, { deadlineMs: 60_000 });

beforeAll(async () => {
  const { door } = await ensureRunning();
  await served();
  const form = new FormData();
  form.set('file', await (await import('node:fs')).openAsBlob(NESTED), 'nested.html');
  me = await signedIn(door);
  const answer = await me.ask('/api/v1/bookmarks/import', { method: 'POST', body: form });
  expect(answer.status).toBe(200);
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

  it('of the rehearsal itself leaves no process behind, and the next start has every bookmark', async () => {
    const before = await titles();
    await endRehearsal('SIGKILL');
    await until('nothing is left', () => processesOfRehearsal().length === 0);
    await startRehearsal();
    expect(await titles()).toEqual(before);
  });
});

describe('Ctrl-C', () => {
  it("ends everything; the next start shows the same titles, at another port if the door's is taken", async () => {
    const before = await titles();
    expect(before).toEqual(expect.arrayContaining(NESTED_TITLES));
    const { door } = await ensureRunning();
    await endRehearsal('SIGINT');
    expect(processesOfRehearsal()).toEqual([]);
    const other = createServer().listen(Number(new URL(door).port), '127.0.0.1');
    await once(other, 'listening');
    const { file, output } = await startRehearsal();
    other.close();
    expect(output()).toMatch(/Port\s+\d+ is taken: the door is at \d+/);
    expect(file.door).not.toBe(door);
    expect(await titles()).toEqual(before);
  });

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
