import { BlockList, isIP } from 'node:net';
import type { IngressRule } from './model.ts';

/** Whether security groups with these rules let `address` reach `port` by TCP. Rules that name no CIDR admit nobody here. */
export function admits(rules: readonly IngressRule[], address: string, port: number): boolean {
  return rules.some((rule) => coversPort(rule, port) && isInCidrs(address, rule.cidrs));
}

/** Whether `address` lies in one of the CIDR blocks; a block that is none matches nothing. */
export function isInCidrs(address: string, cidrs: readonly string[]): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  const list = new BlockList();
  for (const cidr of cidrs) {
    const [network = '', length = ''] = cidr.split('/');
    const family = isIP(network);
    if (family === 0 || !/^\d+$/.test(length) || Number(length) > (family === 4 ? 32 : 128)) continue;
    list.addSubnet(network, Number(length), family === 4 ? 'ipv4' : 'ipv6');
  }
  return list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
}

function coversPort(rule: IngressRule, port: number): boolean {
  if (rule.protocol === '-1') return true;
  return rule.protocol === 'tcp' && rule.fromPort <= port && port <= rule.toPort;
}
