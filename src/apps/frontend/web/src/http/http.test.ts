import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../query.ts';
import { seeOther } from './answers.ts';
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

describe('seeOther', () => {
  it.each([
    ['/', {}, '/'],
    ['/', { notice: 'added' }, '/?notice=added'],
    ['/broken?show=moved', { notice: 'added' }, '/broken?show=moved&notice=added'],
  ])('leads to %s with %j', (path, query, location) => {
    expect(seeOther(path, query).headers.get('location')).toBe(location);
  });
});
