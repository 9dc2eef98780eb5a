import { describe, expect, it } from 'vitest';
import { etagOf, hasAlready, mayChange } from './etag.ts';

describe('If-Match', () => {
  it.each([
    [undefined, true],
    [etagOf(3), true],
    ['*', true],
    ['"1", "3"', true],
    ['"2"', false],
    ['W/"3"', false],
    ['3', false],
    ['', false],
  ])('%s lets version 3 be changed: %s', (header, may) => {
    expect(mayChange(header, 3)).toBe(may);
  });
});

describe('If-None-Match', () => {
  it.each([
    [undefined, false],
    ['"3"', true],
    ['W/"3"', true],
    ['"1","3"', true],
    ['*', true],
    ['"2"', false],
  ])('%s says that version 3 is there: %s', (header, has) => {
    expect(hasAlready(header, 3)).toBe(has);
  });
});
