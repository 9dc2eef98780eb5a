import { describe, expect, it } from 'vitest';
import { admits, isInCidrs } from './addresses.ts';
import type { IngressRule } from './model.ts';

const tcp = (fromPort: number, toPort: number, ...cidrs: string[]): IngressRule => ({
  protocol: 'tcp',
  fromPort,
  toPort,
  cidrs,
});

describe('an allow-list', () => {
  it.each<[string, IngressRule[], boolean]>([
    ['127.0.0.1', [tcp(80, 80, '127.0.0.1/32')], true],
    ['127.0.0.2', [tcp(80, 80, '127.0.0.1/32')], false],
    ['127.0.0.2', [tcp(80, 80, '127.0.0.1/32'), tcp(80, 80, '127.0.0.2/32')], true],
    ['127.0.0.2', [tcp(80, 80, '127.0.0.1/32', '127.0.0.0/30')], true],
    ['127.0.0.1', [tcp(443, 443, '127.0.0.1/32')], false],
    ['127.0.0.1', [tcp(0, 65535, '0.0.0.0/0')], true],
    ['127.0.0.1', [{ protocol: '-1', fromPort: 0, toPort: 0, cidrs: ['127.0.0.0/8'] }], true],
    ['127.0.0.1', [{ protocol: 'udp', fromPort: 80, toPort: 80, cidrs: ['127.0.0.0/8'] }], false],
    ['127.0.0.1', [tcp(80, 80)], false],
    ['127.0.0.1', [], false],
    ['', [tcp(80, 80, '0.0.0.0/0')], false],
  ])('lets %s in by %o: %s', (address, rules, expected) => {
    expect(admits(rules, address, 80)).toBe(expected);
  });
});

describe('CIDR blocks', () => {
  it.each([
    ['::ffff:127.0.0.1', '127.0.0.1/32', true],
    ['2001:db8::1', '2001:db8::/32', true],
    ['2001:db8::1', '0.0.0.0/0', false],
    ['127.0.0.1', '127.0.0.1', false],
    ['127.0.0.1', '127.0.0.1/33', false],
    ['127.0.0.1', 'nonsense/8', false],
  ])('%s in %s: %s', (address, cidr, expected) => {
    expect(isInCidrs(address, [cidr])).toBe(expected);
  });
});
