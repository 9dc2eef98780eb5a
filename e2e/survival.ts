import { openBrowser } from './browser.ts';
import { ensureRunning, running } from './rehearsal.ts';
import { signedIn } from './somebody.ts';
import { until } from './until.ts';

/** What a person sees: the titles on the page, in a browser. */
export async function titles(): Promise<string[]> {
  const { door } = await ensureRunning();
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await (await signedIn(door)).use(page.context());
    await page.goto(door);
    return await page.getByRole('link').allInnerTexts();
  } finally {
    await browser.close();
  }
}

/** Waits until both services answer. */
export const served = () => until('web and API answer', isServed, { deadlineMs: 60_000 });

async function isServed(): Promise<boolean> {
  const door = running()?.door;
  if (door === undefined) return false;
  const answers = await Promise.all(['/', '/api/ready'].map((path) => fetch(door + path).catch(() => undefined)));
  return answers.every((answer) => answer?.status === 200);
}
