import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NESTED, NESTED_TITLES } from './browser.ts';
import { processesOfRehearsal } from './leftovers.ts';
import { endRehearsal, ensureRunning, startRehearsal } from './rehearsal.ts';
import { signedIn } from './somebody.ts';
import { served, titles } from './survival.ts';
import { until } from './until.ts';

beforeAll(async () => {
  const { door } = await ensureRunning();
  await served();
  const form = new FormData();
  form.set('file', await (await import('node:fs')).openAsBlob(NESTED), 'nested.html');
  const me = await signedIn(door);
  const answer = await me.ask('/api/v1/bookmarks/import', { method: 'POST', body: form });
  expect(answer.status).toBe(200);
});
afterAll(() => ensureRunning());

describe('kill -9', () => {
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
});
