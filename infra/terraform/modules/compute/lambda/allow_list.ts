import { BlockList, isIP } from 'node:net';

/** Whether an address is let in. */
export type AllowList = (address: string) => boolean;

/**
 * The list of ranges such as `203.0.113.0/24` or `2001:db8::/32`. An IPv4 address is the same one written as IPv6 (`::ffff:203.0.113.7`).
 * @throws Error naming the first range that is none: a list that is half understood lets nobody in
 */
export function parseAllowList(ranges: readonly string[]): AllowList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', bits = '', ...rest] = range.split('/');
    const family = familyOf(network);
    if (family === null || rest.length > 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > MOST_BITS[family])
      throw new Error(`the allow-list has ${JSON.stringify(range)}, which is no range of addresses`);
    list.addSubnet(network, Number(bits), family);
  }
  return (address) => {
    const family = familyOf(address);
    return family !== null && list.check(address, family);
  };
}

const MOST_BITS = { ipv4: 32, ipv6: 128 } as const;

/** An address with a zone (`fe80::1%eth0`) is of one machine's own network: it is nobody's who comes through the internet. */
function familyOf(address: string): keyof typeof MOST_BITS | null {
  if (address.includes('%')) return null;
  const version = isIP(address);
  if (version === 4) return 'ipv4';
  return version === 6 ? 'ipv6' : null;
}
