import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseKeys } from './keys.ts';
import { signToken, verifyToken } from './tokens.ts';

const [OLD, NEW, OTHER] = ['o'.repeat(32), 'n'.repeat(64), 'x'.repeat(32)];
const now = new Date('2026-12-01T00:00:00Z');
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const claims = { sub: 'mika', exp: later(48).getTime() / 1000 };
const UNTIL = later(24).toISOString();

describe('the keys', () => {
  it('are one, or several while it is rotated', () => {
    expect(parseKeys(OLD)).toEqual({ sign: OLD, accept: [{ key: OLD }] });
    expect(parseKeys(JSON.stringify({ current: OLD, next: NEW }))).toEqual({
      sign: OLD,
      accept: [{ key: OLD }, { key: NEW }],
    });
    expect(parseKeys(JSON.stringify({ current: NEW, previous: OLD, previousUntil: UNTIL }))).toEqual({
      sign: NEW,
      accept: [{ key: NEW }, { key: OLD, until: later(24) }],
    });
  });

  it.each([
    ['short', /32 bytes/],
    [JSON.stringify({ current: NEW, next: 'short' }), /32 bytes/],
    ['{"current":', /must be a key, or JSON/],
    [JSON.stringify({ next: NEW }), /must be a key, or JSON/],
    [JSON.stringify({ current: NEW, previous: OLD }), /must be a key, or JSON/],
    [JSON.stringify({ current: NEW, previous: OLD, previousUntil: 'soon' }), /must be a key, or JSON/],
  ])('are refused without being shown: %s', (value, words) => {
    expect(() => parseKeys(value)).toThrow(words);
    expect(() => parseKeys(value)).not.toThrow(/short|soon|n{8}|o{8}/);
  });
});

describe('a token', () => {
  it('is one that anybody else makes of the same claims and key', () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
    const signature = createHmac('sha256', OLD).update(signed).digest('base64url');
    expect(signToken(parseKeys(OLD), claims)).toBe(`${signed}.${signature}`);
  });

  /** The three values that tasks have while a rotation rolls out, in its order. */
  const steps = [
    OLD,
    JSON.stringify({ current: OLD, next: NEW }),
    JSON.stringify({ current: NEW, previous: OLD, previousUntil: UNTIL }),
  ].map(parseKeys);

  it.each([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
    [1, 2],
    [2, 1],
    [2, 2],
  ])('of a task with value %i is good for one with value %i, which may run beside it', (signs, verifies) => {
    const [signing, verifying] = [steps[signs], steps[verifies]];
    if (!signing || !verifying) throw new Error('no such step');
    expect(verifyToken(verifying, signToken(signing, claims), now)).toEqual(claims);
  });

  it('of the key before is good for its day, and no longer', () => {
    const token = signToken(parseKeys(OLD), claims);
    const after = parseKeys(JSON.stringify({ current: NEW, previous: OLD, previousUntil: UNTIL }));
    expect(verifyToken(after, token, later(23))).toEqual(claims);
    expect(verifyToken(after, token, later(24))).toBeNull();
  });

  it('is no good signed by another key, changed, ended, of another algorithm, or no token at all', () => {
    const keys = parseKeys(OLD);
    const token = signToken(keys, claims);
    const [header = '', , signature = ''] = token.split('.');
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`;
    const changed = `${header}.${part({ ...claims, sub: 'root' })}.${signature}`;
    const foreign = signToken(parseKeys(OTHER), claims);
    for (const bad of [foreign, changed, unsigned, `${token}x`, 'x', ''])
      expect(verifyToken(keys, bad, now)).toBeNull();
    expect(verifyToken(keys, token, later(48))).toBeNull();
    expect(verifyToken(keys, signToken(keys, {} as never), now)).toBeNull();
  });
});
