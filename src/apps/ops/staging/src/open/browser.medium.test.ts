import { expect, it } from 'vitest';
import { openInBrowser } from './browser.ts';

it('takes the first program that is there and finds a browser, and says when none does', async () => {
  expect(await openInBrowser('x', [['no-such-program-here'], ['false'], ['true']])).toBe(true);
  expect(await openInBrowser('x', [['no-such-program-here'], ['false']])).toBe(false);
  expect(await openInBrowser('5', [['sleep']])).toBe(true);
});
