import { expect, test } from 'vitest';
import { acceptsJson, acceptsPage, languageOf } from './accept.ts';

test.each([
  ['', 'en'],
  ['ja', 'ja'],
  ['ja-JP,ja;q=0.9,en-US;q=0.8,en;q=0.7', 'ja'],
  ['en-US,en;q=0.9,ja;q=0.8', 'en'],
  ['en;q=0.1, ja;q=0.2', 'ja'],
  ['fr-FR, ja;q=0.3', 'ja'],
  ['fr, de', 'en'],
  ['*', 'en'],
  ['en;q=0, ja;q=0.001', 'ja'],
  ['ja;q=0', 'en'],
  ['JA-jp', 'ja'],
  ['ja ; q = 0.1 , en ; q = 0.2', 'en'],
  ['jam, english', 'en'],
  [',,;q=1,ja;q=x', 'en'],
] as const)('reads %j as %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});

test.each([
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
  ['application/xhtml+xml', true],
  ['Text/HTML;level=1;q=0.4', true],
  ['*/*', false],
  ['', false],
  ['application/json, text/html;q=0', false],
  ['text/html-sandboxed', false],
])('finds that %j asks for a page: %s', (header, expected) => {
  expect(acceptsPage(header)).toBe(expected);
});

test.each([
  ['application/json', true],
  ['application/problem+json;q=0.5', true],
  ['*/*', false],
  ['application/json;q=0', false],
  ['text/html', false],
])('finds that %j asks for JSON: %s', (header, expected) => {
  expect(acceptsJson(header)).toBe(expected);
});
