import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { en } from './messages/index.ts';
import { reasonOf } from './search-reasons.ts';

/** What the API can say, as its sources have it; what it fills in does not stand at the beginning, but for the name of an operator. */
const language = join(import.meta.dirname, '../../../web-api/core/src/search/language');
const said = globSync('*.ts', { cwd: language, exclude: ['*.test.ts'] })
  .flatMap((file) => [...readFileSync(join(language, file), 'utf8').matchAll(/new QueryError\(\s*(['`])(.+?)\1/g)])
  .map(([, , text = '']) => text.replace(/\$\{[^}]*\}/g, 'before'));

it('knows everything that the API can have against a search, and nothing else', () => {
  expect(said.length).toBeGreaterThanOrEqual(11);
  expect(said.filter((text) => reasonOf(text) === undefined)).toEqual([]);
  expect(new Set(said.map(reasonOf))).toEqual(new Set(Object.keys(en.search.reasons)));
  expect(reasonOf('Something else')).toBeUndefined();
});
