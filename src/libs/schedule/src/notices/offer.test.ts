import { expect, it, test } from 'vitest';
import { isOfferToken, parseOffer, serializeOffer } from './offer.ts';

const offer = { until: new Date('2026-12-01T15:00:00Z'), expires: new Date('2026-12-01T13:15:00Z') };

it('reads what it has written', () => {
  expect(parseOffer(serializeOffer(offer))).toEqual(offer);
});

test.each([
  '',
  'null',
  '[]',
  '{"until":"2026-12-01T15:00:00Z"}',
  '{"until":"2026-12-01T15:00:00Z","expires":"tomorrow"}',
  '{"until":7,"expires":"2026-12-01T15:00:00Z"}',
])('finds no offer in %j', (value) => {
  expect(parseOffer(value)).toBeNull();
});

test.each([
  ['AAAAAAAAAAAAAAAAAAAAAA', true],
  ['0123456789-_abcdefghiJ', true],
  ['AAAAAAAAAAAAAAAAAAAAA', false],
  ['AAAAAAAAAAAAAAAAAAAAAAA', false],
  ['AAAAAAAAAAAAAAAAAAAA/A', false],
  ['AAAAAAAAAAAAAAAAAAAAAA\n', false],
])('takes %j for a token: %s', (text, expected) => {
  expect(isOfferToken(text)).toBe(expected);
});
