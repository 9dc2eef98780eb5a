import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { openBrowser } from './browser.ts';
import { DIRECTORY, ensureRunning, staging } from './rehearsal.ts';
import { describeService } from './services.ts';
import { type Somebody, signedIn } from './somebody.ts';
import { traffic } from './traffic.ts';
import { awayFromTheOpening, until } from './until.ts';

/** A browser before the door, and somebody who is signed in. `leave()` wakes the environment for whatever is tested next. */
export async function comeToTheDoor() {
  const { door } = await ensureRunning();
  const [browser, me] = [await openBrowser(), await signedIn(door)];
  const leave = async () => {
    await browser.close();
    await staging('start', '--for', '1h');
    await until('the page answers', async () => (await fetch(door)).status === 200, { deadlineMs: 120_000 });
  };
  return { door, browser, me, leave };
}

/** Stops the environment and waits until nothing runs and everybody is sent to the wake page. */
export async function fallAsleep(door: string): Promise<void> {
  await awayFromTheOpening();
  const { code, stderr } = await staging('stop', '--for', '5h', '--why', 'secret plans');
  expect(code, stderr).toBe(0);
  await until('it is asleep', async () => (await condition(door)).condition === 'asleep', { deadlineMs: 180_000 });
  for (const service of ['web', 'api'] as const) expect((await describeService(service)).runningCount).toBe(0);
}

export async function condition(door: string): Promise<{ condition: string; until: string | null }> {
  const answer = await fetch(`${door}/_staging/condition`);
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
  return (await answer.json()) as { condition: string; until: string | null };
}

/** The environment's own time, in milliseconds. */
export async function environmentNow(): Promise<number> {
  const { now } = JSON.parse((await staging('status', '--json')).stdout) as { now: string };
  return Date.parse(now);
}

/** A client that asks every 200 ms, and keeps each answer that is neither the application's nor the wake page's. */
export function startClient(door: string, { headers }: Somebody) {
  const statuses = new Set<number>();
  const running = traffic(door, ['/?from=client', '/api/v1/bookmarks'], 5, {
    headers,
    isGood: (answer) => {
      statuses.add(answer.status);
      return answer.status === 200 || (answer.status === 503 && answer.headers.has('retry-after'));
    },
  });
  return { end: async () => ({ statuses: [...statuses], failures: (await running.end()).failures }) };
}

type Look = { locale: string; colorScheme: 'light' | 'dark'; javaScriptEnabled?: boolean };

/** A page of somebody's own, with the errors that its console shows. */
export async function open(browser: Browser, somebody: Somebody, look: Look) {
  const context = await browser.newContext({ ...look, viewport: { width: 800, height: 700 } });
  await somebody.use(context);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  return { page, errors, close: () => context.close() };
}

/** Every state of the progress that the page showed, until the page that was asked for is there. */
export async function progressUntilAwake(page: Page): Promise<string[]> {
  const seen: string[] = [];
  const look = async () => {
    const words = await page.locator('#steps li > *').allTextContents();
    const line = words.filter((word) => word !== '').join(' ');
    if (line !== '' && line !== seen.at(-1)) {
      seen.push(line);
      await page.screenshot({ path: picture(`waking-en-US-dark-${seen.length}`) });
    }
    return (await page.getByRole('searchbox').count()) > 0;
  };
  // A look fails when the page is left in the middle of it.
  await until('the application answers', () => look().catch(() => false), { deadlineMs: 180_000 });
  return seen;
}

/** Where a picture of the page is kept. */
export const picture = (name: string) => join(DIRECTORY, 'logs', `wake-page-${name}.png`);
