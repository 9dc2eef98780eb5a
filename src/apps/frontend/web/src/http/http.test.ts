import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../query.ts';
import { fromQuery, toQuery } from '../report-query.ts';
import { isSameOrigin } from './same-origin.ts';

describe('isSameOrigin', () => {
  it.each([
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'none' }, true],
    [{ 'sec-fetch-site': 'same-site' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, false],
    [{ origin: 'https://a.test', host: 'a.test' }, true],
    [{ origin: 'https://b.test', host: 'a.test' }, false],
    [{ origin: 'null', host: 'a.test' }, false],
    [{ host: 'a.test' }, true],
  ])('of %j is %s', (headers, same) => {
    expect(isSameOrigin(new Headers(headers as Record<string, string>))).toBe(same);
  });
});

describe('outcomeOf', () => {
  it('says what forms say, and nothing else that stands in an address', () => {
    expect(outcomeOf({ notice: 'added', problem: 'away' })).toEqual({ notice: 'added', problem: 'away' });
    expect(outcomeOf({ notice: 'You won', problem: 'toString' })).toEqual({});
  });
});

describe('a report in an address', () => {
  it('is read as it was written', () => {
    const report = { links: 6, added: 1, updated: 2, unchanged: 0, duplicates: 1, skipped: 2, complete: false };
    expect(fromQuery(toQuery(report))).toEqual(report);
  });

  it('is not read from another address', () => {
    expect(fromQuery({ notice: 'added' })).toBeUndefined();
    expect(fromQuery({ notice: 'imported', links: '-1', added: 'x' })).toMatchObject({ links: 0, added: 0 });
  });
});
