import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';

const viewports = { phone: { width: 390, height: 844 }, wide: { width: 1440, height: 900 } } as const;

/** What pages look like on: both languages and both sizes, each in both themes. */
export const looks = [
  { size: 'phone', locale: 'ja' },
  { size: 'wide', locale: 'en' },
] as const;

/** The other two of the four pairs. */
export const otherLooks = [
  { size: 'phone', locale: 'en' },
  { size: 'wide', locale: 'ja' },
] as const;

type ScreensOptions = {
  readonly browser: Browser;
  readonly origin: string;
  readonly folder: string;
  /** Addresses with an id stand for the first page of that kind that a link leads to. */
  readonly paths: readonly string[];
  /** The session's cookie. */
  readonly session: string;
  readonly looks: readonly { readonly size: keyof typeof viewports; readonly locale: string }[];
};

/** Writes a picture of every page in both themes. @returns how many */
export const takeScreens = async (options: ScreensOptions): Promise<number> => {
  const { browser, origin, folder, paths, session } = options;
  await mkdir(folder, { recursive: true });
  let count = 0;
  for (const { size, locale } of options.looks) {
    const context = await browser.newContext({ viewport: viewports[size], locale, reducedMotion: 'reduce' });
    await context.addCookies([{ name: 'session', value: session, url: origin }]);
    const page = await context.newPage();
    for (const path of paths) {
      const there = await addressOf(context, origin, path);
      if (there === undefined) continue;
      await page.goto(there, { waitUntil: 'load' });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const name = `${nameOf(path)}-${locale}-${colorScheme}-${size}.png`;
        await page.screenshot({ path: join(folder, name), fullPage: true });
        count += 1;
      }
    }
    await context.close();
  }
  return count;
};

const withId = /^(\/[a-z]+\/)[\da-f-]{36}/;

/** Where a page is: of a kind that has ids, the one given when it is there, else the first that the page above it or the list links. */
const addressOf = async (context: BrowserContext, origin: string, path: string): Promise<string | undefined> => {
  const kind = withId.exec(path)?.[1];
  if (kind === undefined) return `${origin}${path}`;
  if ((await context.request.get(`${origin}${path}`)).ok()) return `${origin}${path}`;
  for (const above of [kind.slice(0, -1), '/']) {
    const html = await (await context.request.get(`${origin}${above}`)).text();
    const found = new RegExp(`href="(${kind}[\\da-f-]{36})"`).exec(html)?.[1];
    if (found !== undefined) return `${origin}${found}`;
  }
  return undefined;
};

const nameOf = (path: string): string =>
  decodeURIComponent(path)
    .replace(/[\da-f]{8}-[\da-f-]{25}([\da-f]{2})/, '$1')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '') || 'list';
