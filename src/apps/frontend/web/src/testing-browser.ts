import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const tools = join(import.meta.dirname, '../../../../../node_modules/.cache/bookmark-manager/tools.json');

/** The browser that set-up found. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: JSON.parse(readFileSync(tools, 'utf8')).chromium,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'],
  });
