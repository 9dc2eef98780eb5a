import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { lease, tokyo, weekdays } from '../testing.ts';
import { notePage } from './note-page.ts';
import { wakePage } from './page.ts';
import { contentSecurityPolicy } from './policy.ts';
import { visible } from './visible.ts';

const night = tokyo('2026-12-02 00:00');
const started = lease('awake', '2026-12-01 23:00', '2026-12-02 01:00');
const options = { back: '/', again: true, wakesForMs: 7_200_000 } as const;
const pages = (['ja', 'en'] as const).flatMap((language) => [
  wakePage(visible(weekdays, [], night, null), { language, ...options }),
  wakePage(visible(weekdays, [started], night, null), { language, ...options }),
  notePage(language, 'foreign'),
]);

it('allows nothing that it does not name', () => {
  const directives = contentSecurityPolicy().split('; ');
  expect(directives.map((directive) => directive.replace(/'sha256-[^']+'/, 'HASH'))).toEqual([
    "default-src 'none'",
    'script-src HASH',
    'style-src HASH',
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]);
});

it('allows the style and the script of every page by their hashes', () => {
  const inline = pages.flatMap((page) => [...page.matchAll(/<(?:style|script)>([\s\S]*?)<\/(?:style|script)>/g)]);
  expect(inline).toHaveLength(8);
  for (const [, text = ''] of inline) {
    const hash = createHash('sha256').update(text).digest('base64');
    expect(contentSecurityPolicy()).toContain(`'sha256-${hash}'`);
  }
});

it('has nothing to allow in attributes', () => {
  for (const page of pages) expect(page).not.toMatch(/ style="| on\w+="|javascript:/);
});
