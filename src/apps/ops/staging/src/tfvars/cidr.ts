import { isIPv4 } from 'node:net';

/**
 * Why an address range would be refused, in the words of the infrastructure's own validation; `undefined` when it is
 * good. The rules: an IPv4 range in its own form, /8 or narrower.
 */
export function cidrMistake(text: string): string | undefined {
  const [address = '', length = '', ...rest] = text.split('/');
  const bits = /^\d{1,2}$/.test(length) ? Number(length) : Number.NaN;
  if (rest.length > 0 || !isIPv4(address) || !(bits <= 32)) {
    return `"${text}" is no IPv4 range: write one address as "203.0.113.10/32", a network as "203.0.113.0/24".`;
  }
  if (bits < 8) return `"${text}" lets (nearly) everyone in: write your own address as "203.0.113.10/32".`;
  const network = networkOf(address, bits);
  return network === address ? undefined : `"${text}" is not how its range is written: write "${network}/${bits}".`;
}

/** An address alone means itself: `203.0.113.10` → `203.0.113.10/32`. */
export function toCidr(text: string): string {
  return isIPv4(text) ? `${text}/32` : text;
}

function networkOf(address: string, bits: number): string {
  const whole = address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
  const size = 2 ** (32 - bits);
  const network = Math.floor(whole / size) * size;
  return [24, 16, 8, 0].map((shift) => Math.floor(network / 2 ** shift) % 256).join('.');
}
