import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address, as a resolver or a parsed URL spells it, belongs to a host on the public internet. Everything is refused that is
 * not known to be public: private, loopback, link-local (where the metadata addresses lie), shared by carriers, multicast, documentation,
 * benchmarking, reserved; and IPv6 addresses that carry an IPv4 address inside (mapped, compatible, NAT64, 6to4, Teredo), which would lead
 * around the rules for IPv4.
 */
export const isPublic = (address: string): boolean => {
  const parsed = parse(address);
  if (parsed === null || parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' ? !alsoNotPublic.has(parsed.toString()) : isGlobal(parsed);
};

/** Answers to the machine itself in Azure, although it looks like any other address. */
const alsoNotPublic = new Set(['168.63.129.16']);

/** Of IPv6 only 2000::/3 was ever given out; what was taken out of it again is no `unicast` to the library. */
const isGlobal = (address: ipaddr.IPv4 | ipaddr.IPv6): boolean => address.match(ipaddr.parseCIDR('2000::/3'));

/** Four decimal numbers, or IPv6 without a zone; null for every other spelling. */
const parse = (address: string): ipaddr.IPv4 | ipaddr.IPv6 | null => {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return ipaddr.IPv4.parse(address);
  return !address.includes('%') && ipaddr.IPv6.isValid(address) ? ipaddr.IPv6.parse(address) : null;
};
