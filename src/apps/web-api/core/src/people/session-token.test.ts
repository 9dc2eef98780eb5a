import { describe, expect, it } from 'vitest';
import { parseKeys } from '../signing/keys.ts';
import { verifyToken } from '../signing/tokens.ts';
import { isDue, sessionToken } from './session-token.ts';

const [OLD, NEW] = ['o'.repeat(32), 'n'.repeat(32)];
const now = new Date('2026-12-01T00:00:00Z');
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const keys = parseKeys(OLD);
const token = sessionToken(keys, 'some-session', now);
const claims = { sub: 'some-session', exp: later(30 * 24).getTime() / 1000 };

describe("a session's cookie", () => {
  it('names the session and is good for thirty days', () => {
    expect(verifyToken(keys, token, later(30 * 24 - 1))).toEqual(claims);
    expect(verifyToken(keys, token, later(30 * 24))).toBeNull();
  });

  it('is replaced when it is six hours old', () => {
    expect([isDue(keys, token, claims, later(5.9)), isDue(keys, token, claims, later(6.1))]).toEqual([false, true]);
  });

  it('is replaced at once when its key is the one before', () => {
    const after = parseKeys(JSON.stringify({ current: NEW, previous: OLD, previousUntil: later(24).toISOString() }));
    expect(isDue(after, token, claims, now)).toBe(true);
    expect(isDue(after, sessionToken(after, 'some-session', now), claims, now)).toBe(false);
  });
});
