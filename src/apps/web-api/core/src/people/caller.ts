import { isIPv4, isIPv6 } from 'node:net';

/**
 * Where a request comes from, for counting: the load balancer, and the web for its readers, put the caller's address last into
 * x-forwarded-for, whatever callers themselves have written there. Of IPv6 it is the network, since one household has all of its addresses.
 */
export const callerOf = (forwardedFor: string | readonly string[] | undefined, socketAddress: string): string => {
  const last = [forwardedFor ?? []].flat().join(',').split(',').at(-1)?.trim() ?? '';
  return networkOf(last) ?? networkOf(socketAddress) ?? 'unknown';
};

const networkOf = (written: string): string | undefined => {
  const [, address = ''] = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)(?::\d+)?$/i.exec(written) ?? [];
  if (isIPv4(address)) return address;
  if (!isIPv6(written) || written.includes('%')) return undefined;
  // as a URL has it, there is one way to write it, in hexadecimal throughout
  const [head = '', tail] = new URL(`http://[${written}]/`).hostname.slice(1, -1).split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const all = [...groups, ...Array.from({ length: 8 - groups.length - after.length }, () => '0'), ...after];
  return `${all.slice(0, 4).join(':')}::/64`;
};
