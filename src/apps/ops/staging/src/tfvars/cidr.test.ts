import { expect, it } from 'vitest';
import { cidrMistake, toCidr } from './cidr.ts';

it.each(['203.0.113.10/32', '203.0.113.0/24', '10.0.0.0/8', '127.0.0.1/32', '255.255.255.255/32'])(
  'takes %s',
  (text) => {
    expect(cidrMistake(text)).toBeUndefined();
  },
);

it.each([
  ['203.0.113.10', 'is no IPv4 range'],
  ['office', 'is no IPv4 range'],
  ['203.0.113.256/32', 'is no IPv4 range'],
  ['203.0.113.10/33', 'is no IPv4 range'],
  ['203.0.113.10/', 'is no IPv4 range'],
  ['203.0.113.10/24/8', 'is no IPv4 range'],
  ['2001:db8::1/128', 'is no IPv4 range'],
  ['', 'is no IPv4 range'],
  ['0.0.0.0/0', 'lets (nearly) everyone in'],
  ['128.0.0.0/7', 'lets (nearly) everyone in'],
  ['203.0.113.10/24', 'write "203.0.113.0/24"'],
])('refuses %j: %s', (text, why) => {
  expect(cidrMistake(text)).toContain(why);
});

it('makes a range of an address', () => {
  expect(toCidr('203.0.113.10')).toBe('203.0.113.10/32');
  expect(toCidr('203.0.113.0/24')).toBe('203.0.113.0/24');
});
