import { describe, expect, it } from 'vitest';
import { towardsTarget, traceId, withoutHop } from './headers.ts';

const CALLER = { address: '127.0.0.1', port: 8080, protocol: 'http', traceId: '1-5f-ab' } as const;

describe('headers towards a target', () => {
  it('say who called', () => {
    expect(towardsTarget(['Host', 'x', 'Cookie', 'a=b'], CALLER)).toEqual([
      ...['Host', 'x', 'Cookie', 'a=b', 'X-Forwarded-For', '127.0.0.1', 'X-Forwarded-Proto', 'http'],
      ...['X-Forwarded-Port', '8080', 'X-Amzn-Trace-Id', 'Root=1-5f-ab'],
    ]);
  });

  it('keep who forwarded before, and believe nothing else that the caller forwards', () => {
    const raw = [
      'x-forwarded-for',
      '10.0.0.1',
      'X-Forwarded-For',
      '10.0.0.2',
      'X-Forwarded-Proto',
      'https',
      'X-Amzn-Trace-Id',
      'Root=1-a',
    ];
    expect(towardsTarget(raw, CALLER)).toEqual([
      ...['X-Forwarded-For', '10.0.0.1, 10.0.0.2, 127.0.0.1', 'X-Forwarded-Proto', 'http'],
      ...['X-Forwarded-Port', '8080', 'X-Amzn-Trace-Id', 'Self=1-5f-ab;Root=1-a'],
    ]);
  });

  it('leave out what concerns one connection, also what Connection names', () => {
    const raw = [
      'Connection',
      'keep-alive, X-Own',
      'Keep-Alive',
      '5',
      'x-own',
      '1',
      'TE',
      'trailers',
      'Transfer-Encoding',
      'chunked',
      'A',
      '1',
      'a',
      '2',
    ];
    expect(withoutHop(raw)).toEqual(['A', '1', 'a', '2']);
  });

  it('do not confuse a value with a name', () => {
    expect(withoutHop(['A', 'te', 'te', 'A', 'B', 'c'])).toEqual(['A', 'te', 'B', 'c']);
  });
});

it('makes a trace id of the time', () => {
  expect(traceId(new Date('2026-12-01T00:00:00Z'), 'f'.repeat(24))).toBe(`1-6b0e0e00-${'f'.repeat(24)}`);
});
