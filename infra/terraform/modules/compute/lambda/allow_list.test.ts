import { describe, expect, it, test } from 'vitest';
import { parseAllowList } from './allow_list.ts';

const OFFICE = ['203.0.113.0/24'];
const ONE = ['198.51.100.7/32'];
const BOTH = ['203.0.113.0/24', '198.51.100.7/32'];
const SIX = ['2001:db8:1::/48'];
const MAPPED = ['::ffff:203.0.113.0/120'];

describe('an address and a list', () => {
  test.each([
    ['203.0.113.0', OFFICE, true],
    ['203.0.113.255', OFFICE, true],
    ['203.0.114.0', OFFICE, false],
    ['203.0.112.255', OFFICE, false],
    ['198.51.100.7', ONE, true],
    ['198.51.100.8', ONE, false],
    ['198.51.100.7', BOTH, true],
    ['127.0.0.2', ['127.0.0.1/32'], false],
    ['127.0.0.1', ['127.0.0.1/32'], true],
    ['10.1.2.3', ['10.0.0.0/8'], true],
    ['11.0.0.1', ['10.0.0.0/8'], false],
    // The same address, as a socket of IPv6 words it.
    ['::ffff:203.0.113.9', OFFICE, true],
    ['::ffff:cb00:7109', OFFICE, true],
    ['::ffff:203.0.114.9', OFFICE, false],
    ['203.0.113.9', MAPPED, true],
    // Looks like it, and is another one.
    ['::203.0.113.9', OFFICE, false],
    ['64:ff9b::203.0.113.9', OFFICE, false],
    ['2001:db8:1::1', SIX, true],
    ['2001:DB8:1:0:0:0:0:1', SIX, true],
    ['2001:db8:2::1', SIX, false],
    ['2001:db8:1::1', OFFICE, false],
    ['203.0.113.9', SIX, false],
    // Nobody.
    ['203.0.113.9', [], false],
    ['', OFFICE, false],
    ['203.0.113', OFFICE, false],
    ['203.0.113.9 ', OFFICE, false],
    ['203.0.113.9, 198.51.100.7', BOTH, false],
    ['0203.0.113.9', OFFICE, false],
    ['203.0.113.9%eth0', OFFICE, false],
    ['::ffff:203.0.113.9%eth0', OFFICE, false],
    ['localhost', ['127.0.0.1/32'], false],
  ] as const)('%s against %j: %s', (address, list, expected) => {
    expect(parseAllowList(list)(address)).toBe(expected);
  });
});

describe('a list that is half understood', () => {
  it.each([
    '203.0.113.0',
    '203.0.113.0/',
    '203.0.113.0/33',
    '203.0.113.0/2 4',
    '2001:db8::/129',
    'office/24',
    '1.2.3.4/8/8',
  ])('with %j is refused as a whole', (range) => {
    expect(() => parseAllowList([...OFFICE, range])).toThrow(JSON.stringify(range));
  });
});
