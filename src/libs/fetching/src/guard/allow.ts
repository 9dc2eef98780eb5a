import ipaddr from 'ipaddr.js';
import { isPublic } from './addresses.ts';

/** Whether a destination is let through although it is not public, or its port is another one. */
export type Allow = (address: string, port: number) => boolean;

/**
 * A list of networks with a port, `10.1.0.0/16:443, 127.0.0.1:8080, [fd12::/16]:80`, as a rule. Link-local addresses stay refused: no list
 * opens the metadata of the machine.
 * @throws RangeError that names the entry which is none
 */
export const parseAllow = (written: string): Allow => {
  const entries = written
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
    .map(parseEntry);
  return (address, port) => {
    if (!ipaddr.isValid(address)) return false;
    const parsed = ipaddr.parse(address);
    if (!LOCAL.has(parsed.range()) && !isPublic(address)) return false;
    if (parsed.toString() === METADATA_V6) return false;
    return entries.some(
      (entry) => entry.port === port && entry.network[0].kind() === parsed.kind() && parsed.match(entry.network),
    );
  };
};

/** No link-local ones, and no IPv6 addresses with IPv4 inside. */
const LOCAL = new Set(['private', 'loopback', 'carrierGradeNat', 'uniqueLocal']);

/** Where EC2's metadata answer in IPv6, spelled as resolvers do. */
const METADATA_V6 = 'fd00:ec2::254';

const parseEntry = (written: string) => {
  const [, bracketed, plain = '', port] = /^(?:\[([^\]]+)\]|([^[\]:]+)):(\d{1,5})$/.exec(written) ?? [];
  const network = bracketed ?? plain;
  const cidr = network.includes('/') ? network : `${network}/${network.includes(':') ? 128 : 32}`;
  if (!ipaddr.isValidCIDR(cidr) || Number(port) > 65_535)
    throw new RangeError(`"${written}" must be a network and a port, as in 10.1.0.0/16:443`);
  return { network: ipaddr.parseCIDR(cidr), port: Number(port) };
};
