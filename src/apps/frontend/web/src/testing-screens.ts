import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';

const viewports = { phone: { width: 390, height: 844 }, wide: { width: 1440, height: 900 } } as const;

type ScreensOptions = {
  readonly browser: Browser;
  readonly origin: string;
  readonly folder: string;
  readonly paths: readonly string[];
  readonly cookies?: Readonly<Record<string, string>>;
  readonly themes?: readonly ('light' | 'dark')[];
  readonly languages?: readonly ('en' | 'ja')[];
  readonly sizes?: readonly (keyof typeof viewports)[];
};

/** Writes a picture of every page in both themes, both languages, on a phone and wide. */
export const takeScreens = async ({
  browser,
  origin,
  folder,
  paths,
  cookies = {},
  themes = ['light', 'dark'],
  languages = ['en', 'ja'],
  sizes = ['phone', 'wide'],
}: ScreensOptions): Promise<void> => {
  await mkdir(folder, { recursive: true });
  for (const size of sizes) {
    const viewport = viewports[size];
    for (const language of languages) {
      const context = await browser.newContext({ viewport, locale: language, reducedMotion: 'reduce' });
      await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: origin })));
      const page = await context.newPage();
      for (const path of paths) {
        await page.goto(`${origin}${path}`, { waitUntil: 'networkidle' });
        for (const colorScheme of themes) {
          await page.emulateMedia({ colorScheme });
          await page.screenshot({
            path: join(folder, `${nameOf(path)}-${language}-${colorScheme}-${size}.png`),
            fullPage: true,
          });
        }
      }
      await context.close();
    }
  }
};

const nameOf = (path: string): string =>
  path
    .replace(/[?#].*$/, '')
    .replaceAll(/[^\w]+/g, '-')
    .replaceAll(/^-|-$/g, '') || 'list';
