import { expect, it } from 'vitest';
import { createTokens } from './token.ts';

const now = new Date('2026-12-01T00:00:00Z');
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);

it('is good for twelve hours, and of one run alone', () => {
  const tokens = createTokens();
  const { token, expiresAt } = tokens.issue(now);
  expect(Buffer.from(token, 'base64').toString()).toMatch(/^AWS:\S+$/);
  expect(expiresAt).toEqual(hours(12));
  expect([1, 11.9, 12].map((count) => tokens.accepts(`Basic ${token}`, hours(count)))).toEqual([true, true, false]);
  expect(createTokens().accepts(`Basic ${token}`, now)).toBe(false);
});

it.each([
  undefined,
  '',
  'Basic',
  'Bearer abc',
  `Basic ${btoa('AWS:1.2')}`,
  `Basic ${btoa(`AWS:${Date.parse('2027-01-01')}`)}`,
])('is not %s', (header) => {
  expect(createTokens().accepts(header, now)).toBe(false);
});

it('of another user is none', () => {
  const tokens = createTokens();
  const password = Buffer.from(tokens.issue(now).token, 'base64').toString().slice('AWS:'.length);
  expect(tokens.accepts(`Basic ${btoa(`root:${password}`)}`, now)).toBe(false);
});
