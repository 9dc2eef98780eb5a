import { describe, expect, it } from 'vitest';
import type { Asked } from './asked.ts';
import { createVerdictCache, identityOf, readVerdict } from './authorizer.ts';

const asked = { headers: ['X-Key', 'k'], query: 'a=b', path: '/' } as unknown as Asked;
const context = { 'identity.sourceIp': '203.0.113.9' };

describe("an authorizer's answer", () => {
  it.each([
    [{ isAuthorized: true }, { authorized: true, told: {} }],
    [
      { isAuthorized: false, context: { why: 'unlisted', count: 1 } },
      { authorized: false, told: { why: 'unlisted', count: '1' } },
    ],
    [{ isAuthorized: 'true' }, undefined],
    [{}, undefined],
    [null, undefined],
    ['yes', undefined],
  ])('%j means %j', (result, verdict) => {
    expect(readVerdict(result)).toEqual(verdict);
  });
});

describe('an identity', () => {
  it.each([
    [['$context.identity.sourceIp'], ['203.0.113.9']],
    [
      ['$context.identity.sourceIp', '$request.header.x-key'],
      ['203.0.113.9', 'k'],
    ],
    [['$request.header.authorization'], undefined],
    [[], []],
  ])('by %j is %j', (sources, identity) => {
    expect(identityOf(sources, asked, context)).toEqual(identity);
  });
});

describe('the cache', () => {
  const verdict = { authorized: true, told: {} };
  it('holds a decision for its time, for that caller of that authorizer', () => {
    const cache = createVerdictCache();
    cache.keep('z1', ['a'], verdict, 300_000);
    expect([cache.find('z1', ['a'], 299_999), cache.find('z1', ['a'], 300_000)]).toEqual([verdict, undefined]);
    expect([cache.find('z2', ['a'], 0), cache.find('z1', ['b'], 0)]).toEqual([undefined, undefined]);
  });

  it('holds nothing for a caller who is identified by nothing', () => {
    const cache = createVerdictCache();
    cache.keep('z1', [], verdict, 300_000);
    expect(cache.find('z1', [], 0)).toBeUndefined();
  });

  it('is emptied', () => {
    const cache = createVerdictCache();
    cache.keep('z1', ['a'], verdict, 300_000);
    cache.clear();
    expect(cache.find('z1', ['a'], 0)).toBeUndefined();
  });
});
