import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOurFault, judge, type Known } from './judge.ts';
import type { Observation } from './observe.ts';
import { retryAfterMs } from './retry-after.ts';
import { mayVisit } from './robots.ts';

const now = new Date('2026-11-26T00:00:00Z');
const HOUR = 3_600_000;
const later = (hours: number) => new Date(now.getTime() + hours * HOUR);
const fresh: Known = { result: null, movedTo: null, failures: 0, failingSince: null };
const good: Known = { ...fresh, result: 'ok' };
const hop = (status: number, to: string) => ({ from: 'https://a.test/', status, to });
const answer = (status: number, given: Partial<Observation & { kind: 'answer' }> = {}): Observation => ({
  kind: 'answer',
  status,
  hops: [],
  retryAfterMs: null,
  metadata: null,
  ...given,
});
const away: Observation = { kind: 'failure', failure: 'unreachable', code: 'connect' };
/** Visits one after the other, each when it is due. */
const visits = (known: Known, seen: readonly Observation[]) => {
  let state = judge(known, answer(200), now, 0.5);
  let [before, at]: [Known, Date] = [known, now];
  for (const one of seen) {
    state = judge(before, one, at, 0.5);
    [before, at] = [state, state.dueAt];
  }
  return state;
};

describe('a link', () => {
  it.each([
    ['that answers', answer(200), { result: 'ok', status: 200, dueAt: later(14 * 24) }],
    ['that has nothing new', answer(304), { result: 'ok' }],
    ['that asks for a password', answer(401), { result: 'unknown', dueAt: later(30 * 24) }],
    ['that wants no programs', answer(403), { result: 'unknown' }],
    ['of a kind of its own', answer(999), { result: 'unknown' }],
    [
      'that is no public address',
      { kind: 'failure', failure: 'refused', code: 'address' } as const,
      { result: 'unknown' },
    ],
    [
      'moved for good',
      answer(200, { hops: [hop(301, 'https://b.test/')] }),
      { result: 'moved', movedTo: 'https://b.test/' },
    ],
    ['moved twice', answer(200, { hops: [hop(301, 'b'), hop(308, 'c')] }), { result: 'moved', movedTo: 'c' }],
    [
      'moved, and then elsewhere for now',
      answer(200, { hops: [hop(301, 'b'), hop(302, 'c')] }),
      { result: 'moved', movedTo: 'b' },
    ],
    [
      'that is elsewhere for now',
      answer(200, { hops: [hop(302, 'b'), hop(301, 'c')] }),
      { result: 'ok', movedTo: null },
    ],
  ] satisfies [string, Observation, object][])('%s is judged at once', (_what, seen, expected) => {
    expect(judge({ ...fresh, failures: 2, failingSince: now }, seen, now, 0.5)).toMatchObject({
      failures: 0,
      failingSince: null,
      ...expected,
    });
  });

  it.each([
    ['gone', answer(404)],
    ['gone for good', answer(410)],
    ['failing', answer(500)],
    ['away', away],
    ['round in a circle', { kind: 'failure', failure: 'unsuitable', code: 'redirects' } as const],
    ['elsewhere, where nothing is', answer(404, { hops: [hop(301, 'b')] })],
  ] satisfies [string, Observation][])('that is %s once is not broken, and comes again tomorrow', (_what, seen) => {
    expect(judge(good, seen, now, 0.5)).toMatchObject({
      result: 'ok',
      failures: 1,
      failingSince: now,
      dueAt: later(24),
    });
    expect(judge(fresh, seen, now, 0.5).result).toBeNull();
  });

  it('that stays gone is broken after two days, one that stays away after a week', () => {
    expect(visits(good, [answer(404), answer(404)])).toMatchObject({ result: 'broken', failures: 2, status: 404 });
    expect(visits(good, [away, away, away]).result).toBe('ok');
    expect(visits(good, [away, away, away, away])).toMatchObject({ result: 'broken', status: null });
  });

  it('that fails often within a day is not broken: it was asked for by hand', () => {
    let known: Known = good;
    for (const minutes of [0, 1, 2, 3, 4, 5]) known = judge(known, answer(404), later(minutes / 60), 0);
    expect(known).toMatchObject({ result: 'ok', failures: 6 });
  });

  it('that is broken stays so until it answers again', () => {
    const broken = visits(good, [answer(404), answer(404)]);
    expect(judge(broken, away, later(1), 0.5).result).toBe('broken');
    expect(judge(broken, answer(200), later(1), 0.5)).toMatchObject({ result: 'ok', failures: 0, failingSince: null });
  });

  it.each([
    ['429', answer(429), HOUR],
    ['429 for two hours', answer(429, { retryAfterMs: 2 * HOUR }), 2 * HOUR],
    ['503 for ten minutes', answer(503, { retryAfterMs: HOUR / 6 }), HOUR / 6],
    ['429 for no time at all', answer(429, { retryAfterMs: 0 }), HOUR / 60],
  ])('that says %s is left alone, with its site, and nothing is held against it', (_what, seen, pause) => {
    const verdict = judge({ ...good, failures: 1 }, seen, now, 0.5);
    expect(verdict).toMatchObject({ result: 'ok', failures: 1, pausedUntil: new Date(now.getTime() + pause) });
    expect(verdict.dueAt.getTime()).toBeGreaterThan(now.getTime() + pause);
  });

  it('of a site that fails has the site left alone for an hour', () => {
    expect(judge(good, answer(502), now, 0).pausedUntil).toEqual(later(1));
    expect(judge(good, answer(404), now, 0).pausedUntil).toBeNull();
  });

  it('keeps what is known of it when we could not ask, or are not wanted', () => {
    const moved: Known = { ...fresh, result: 'moved', movedTo: 'b' };
    const ours: Observation = { kind: 'failure', failure: 'ours', code: 'resolver' };
    expect(judge(moved, ours, now, 0.5)).toMatchObject({ ...moved, dueAt: later(1) });
    expect(judge(moved, { kind: 'unwanted' }, now, 0.5)).toMatchObject({ ...moved, dueAt: later(30 * 24) });
    expect(judge(fresh, { kind: 'unwanted' }, now, 0.5).result).toBe('unknown');
  });

  it('is always due again, in an hour at the earliest, whatever was seen', () => {
    const seen = fc.oneof(
      fc.record({
        kind: fc.constant('answer' as const),
        status: fc.integer({ min: 100, max: 999 }),
        hops: fc.array(
          fc.record({ from: fc.constant('a'), status: fc.constantFrom(301, 302, 307, 308), to: fc.constant('b') }),
        ),
        retryAfterMs: fc.option(fc.integer({ min: 0, max: 86_400_000 })),
        metadata: fc.constant(null),
      }),
      fc.constant(away),
    );
    fc.assert(
      fc.property(fc.array(seen, { maxLength: 8 }), fc.double({ min: 0, max: 1, noNaN: true }), (all, random) => {
        let [known, at]: [Known, Date] = [fresh, now];
        for (const one of all) {
          const verdict = judge(known, one, at, random);
          expect(verdict.dueAt.getTime()).toBeGreaterThanOrEqual(at.getTime() + 0.9 * HOUR);
          if (one.kind === 'answer' && one.status < 300) expect(verdict.result).not.toBe('broken');
          [known, at] = [verdict, verdict.dueAt];
        }
      }),
    );
  });
});

it('a batch in which nobody could be reached is our own fault', () => {
  expect(isOurFault([away, away, { kind: 'failure', failure: 'ours', code: 'resolver' }])).toBe(true);
  expect(isOurFault([away, away])).toBe(false);
  expect(isOurFault([away, away, answer(500)])).toBe(false);
  expect(isOurFault([])).toBe(false);
});

it.each([
  ['120', 120_000],
  ['0', 0],
  [' 5 ', 5000],
  ['Thu, 26 Nov 2026 01:00:00 GMT', HOUR],
  ['Wed, 25 Nov 2026 01:00:00 GMT', 0],
  ['999999999', 24 * HOUR],
  ['soon', null],
  ['-5', null],
  ['', null],
  [undefined, null],
])('Retry-After: %s is %s ms', (header, expected) => {
  expect(retryAfterMs(header, now)).toBe(expected);
});

describe('robots.txt', () => {
  const text = 'User-agent: *\nDisallow: /private\nUser-agent: bookmark-manager\nDisallow: /\nAllow: /open';
  it.each([
    [text, 'https://a.test/page', 'bookmark-manager', false],
    [text, 'https://a.test/open/x', 'bookmark-manager', true],
    [text, 'https://a.test/page', 'other', true],
    [text, 'https://a.test/private/x', 'other', false],
    ['', 'https://a.test/page', 'other', true],
    ['<html>not found', 'https://a.test/page', 'other', true],
    [null, 'https://a.test/page', 'other', false],
  ])('%j lets %s be visited by %s: %s', (robots, url, name, expected) => {
    expect(mayVisit(robots, url, name)).toBe(expected);
  });
});
