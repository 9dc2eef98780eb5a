import { openBrowser } from './browser.ts';
import { ensureRunning, running } from './rehearsal.ts';
import { until } from './until.ts';

/** What a person sees: the titles on the page, in a browser. */
export async function titles(): Promise<string[]> {
  const { door } = await ensureRunning();
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(door);
    return await page.getByRole('link').allInnerTexts();
  } finally {
    await browser.close();
  }
}

/** Waits until the page answers. */
export const served = () => until('the page answers', isServed, { deadlineMs: 60_000 });

const isServed = async () => (await fetch(running()?.door ?? '').catch(() => undefined))?.status === 200;
