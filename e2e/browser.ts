import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { ROOT } from './programs.ts';

/** The browser that set-up found. */
export function openBrowser(): Promise<Browser> {
  const tools = JSON.parse(readFileSync(join(ROOT, 'node_modules/.cache/bookmark-manager/tools.json'), 'utf8'));
  return chromium.launch({
    executablePath: tools.chromium,
    // the last one: the certificate of an HTTPS door is the rehearsal's own, which no browser knows
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--ignore-certificate-errors'],
  });
}

/** A bookmarks file of our own: folders in folders, Japanese, and one address that must not be kept. */
export const NESTED = join(ROOT, 'e2e/fixtures/nested.html');
export const NESTED_TITLES = [
  'A rehearsal & its clock',
  '箱根の温泉宿',
  'A night train, three folders deep',
  'At the top',
];

const shared = join(ROOT, '../shared/fixtures/bookmarks/chromium-nested.html');
/** A real export of Chromium, where the team's fixtures are at hand. */
export const CHROMIUM_EXPORT = existsSync(shared) ? shared : undefined;
