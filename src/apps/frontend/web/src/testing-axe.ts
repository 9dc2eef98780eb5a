import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './testing-browser.ts';
import { allPages } from './testing-pages.ts';
import { servedWeb } from './testing-web.ts';
import { answerAll } from './testing-world.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** How a page is looked at: its language, and its theme. */
export type Look = { readonly locale: 'en' | 'ja'; readonly colorScheme: 'light' | 'dark' };

/** Tests of every page in each of these looks. Called once at the file's top. */
export const keepToTheStandard = (looks: readonly Look[]): void => {
  const web = servedWeb();
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  describe.each(looks)('in $locale and $colorScheme', ({ locale, colorScheme }) => {
    let page: Page;
    beforeAll(async () => {
      page = await (await browser.newContext({ locale, colorScheme, reducedMotion: 'reduce' })).newPage();
    });

    it.each(allPages)('$path keeps to WCAG 2.2 AA', async ({ path, signedIn = true }) => {
      web.api.answer = answerAll;
      await page.context().clearCookies();
      if (signedIn) await page.context().addCookies([{ name: 'session', value: 'of.some.body', url: web.url }]);
      const answer = await page.goto(`${web.url}${path}`);
      expect([answer?.status(), new URL(page.url()).pathname]).toEqual([200, path.split('?')[0]]);
      expect(await page.locator('html').getAttribute('lang')).toBe(locale);
      // what is folded away is looked at too
      await page.evaluate(() => {
        for (const one of document.querySelectorAll('details')) one.open = true;
      });
      expect(await violations(page)).toEqual([]);
    });
  });
};

const violations = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axeSource);
  const found = await page.evaluate(
    async (tags): Promise<AxeResults> =>
      (window as unknown as { axe: typeof import('axe-core') }).axe.run({
        runOnly: { type: 'tag', values: [...tags, 'best-practice'] },
        resultTypes: ['violations'],
      }),
    standard,
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
};
