import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FetchFailure } from '../failure.ts';
import { isPublic } from './addresses.ts';
import { type Allow, parseAllow } from './allow.ts';
import { addressesOf } from './resolve.ts';
import { readTarget } from './target.ts';

describe('an address is not asked', () => {
  it.each([
    ['this network', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['a task and its metadata', '169.254.170.2'],
    ['an instance and its metadata', '169.254.169.254'],
    ['the clock of the network', '169.254.169.123'],
    ['link-local', '169.254.0.1'],
    ['shared by carriers', '100.64.0.1'],
    ['shared by carriers', '100.127.255.255'],
    ['protocols', '192.0.0.8'],
    ['documentation', '192.0.2.1'],
    ['documentation', '198.51.100.1'],
    ['documentation', '203.0.113.1'],
    ['6to4 relays', '192.88.99.1'],
    ['benchmarking', '198.18.0.1'],
    ['benchmarking', '198.19.255.255'],
    ['multicast', '224.0.0.1'],
    ['multicast', '239.255.255.250'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['the host of Azure', '168.63.129.16'],
    ['unspecified', '::'],
    ['loopback', '::1'],
    ['loopback', '0:0:0:0:0:0:0:1'],
    ['IPv4-mapped', '::ffff:127.0.0.1'],
    ['IPv4-mapped', '::ffff:a9fe:a9fe'],
    ['IPv4-mapped and public', '::ffff:8.8.8.8'],
    ['IPv4-compatible', '::127.0.0.1'],
    ['IPv4-compatible', '::a9fe:aa02'],
    ['IPv4-translated', '::ffff:0:127.0.0.1'],
    ['NAT64', '64:ff9b::a9fe:a9fe'],
    ['NAT64', '64:ff9b::8.8.8.8'],
    ['NAT64 of one network', '64:ff9b:1::10.0.0.1'],
    ['6to4', '2002:7f00:1::1'],
    ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
    ['protocols', '2001:1::1'],
    ['ORCHID', '2001:20::1'],
    ['benchmarking', '2001:2::1'],
    ['documentation', '2001:db8::1'],
    ['documentation', '3fff::1'],
    ['discard', '100::1'],
    ['segment routing', '5f00::1'],
    ['never given out', '4000::1'],
    ['unique local', 'fc00::1'],
    ['an instance and its metadata', 'fd00:ec2::254'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['public with a zone', '2606:4700::1111%1'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['no address', 'example.com'],
    ['no address', ''],
    ['hexadecimal', '0x08080808'],
    ['octal', '010.8.8.8'],
    ['one number', '134744072'],
    ['short', '8.8'],
  ])('that is %s: %s', (_what, address) => {
    expect(isPublic(address)).toBe(false);
  });
});

it.each(['8.8.8.8', '1.0.0.1', '100.63.255.255', '172.32.0.1', '192.0.1.1', '223.255.255.254', '2606:4700:4700::1111'])(
  'an address on the internet is asked: %s',
  (address) => {
    expect(isPublic(address)).toBe(true);
  },
);

it('no IPv4 address inside an IPv6 one leads anywhere', () => {
  const inside = ['::', '::ffff:', '::ffff:0:', '64:ff9b::', '64:ff9b:1::'];
  fc.assert(fc.property(fc.ipV4(), fc.constantFrom(...inside), (address, prefix) => !isPublic(`${prefix}${address}`)));
});

const nobody: Allow = () => false;
const codeOf = async (work: () => unknown): Promise<string> => {
  try {
    return String(await work());
  } catch (error) {
    return error instanceof FetchFailure ? error.code : String(error);
  }
};
const ask = (url: string, answer: readonly string[] = ['8.8.8.8'], allow: Allow = nobody) =>
  addressesOf(readTarget(url), { resolve: async () => answer, allow, ports: [80, 443] });

describe('a spelling leads nowhere', () => {
  it.each([
    ['decimal', 'http://2130706433/'],
    ['hexadecimal', 'http://0x7f000001/'],
    ['hexadecimal in parts', 'http://0x7f.0.0.0x1/'],
    ['octal', 'http://0177.0.0.1/'],
    ['short', 'http://127.1/'],
    ['with a dot at its end', 'http://127.0.0.1./'],
    ['of full width', 'http://１２７.０.０.１/'],
    ['in circles', 'http://①②⑦.⓪.⓪.①/'],
    ['with full stops of Japanese', 'http://169。254。169。254/'],
    ['escaped', 'http://%31%32%37.0.0.1/'],
    ['IPv6', 'http://[::1]/'],
    ['IPv6 in full', 'http://[0:0:0:0:0:ffff:7f00:1]/'],
    ['IPv6 with IPv4', 'http://[::ffff:169.254.170.2]/'],
    ['zero', 'http://0/'],
    ['with tabs', 'http://127.0\t.0.1/'],
    ['with backslashes', 'http:\\\\127.0.0.1\\'],
  ])('%s: %s', async (_what, url) => {
    expect(await codeOf(() => ask(url))).toBe('address');
  });

  it.each([
    ['a local name', 'http://localhost/', ['127.0.0.1', '::1']],
    ['a local name with a dot at its end', 'http://localhost./', ['127.0.0.1']],
    ['a name within the network', 'http://api.bookmark-manager.local/', ['10.0.1.5']],
    ['a name of somebody who points it inside', 'http://127.0.0.1.nip.io/', ['127.0.0.1']],
    ['one bad address among good ones', 'http://a.test/', ['8.8.8.8', '169.254.169.254']],
    ['one bad address of IPv6', 'http://a.test/', ['8.8.8.8', 'fd00:ec2::254']],
  ])('%s: %s', async (_what, url, answer) => {
    expect(await codeOf(() => ask(url, answer))).toBe('address');
  });
});

describe('an address is refused before anybody is asked', () => {
  it.each([
    ['file:///etc/passwd', 'scheme'],
    ['ftp://example.com/', 'scheme'],
    ['gopher://127.0.0.1:11211/_stats', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['data:text/html,x', 'scheme'],
    ['no address', 'scheme'],
    ['', 'scheme'],
    ['http://user:password@example.com/', 'credentials'],
    ['http://user@example.com/', 'credentials'],
    ['http://example.com:22/', 'port'],
    ['http://example.com:8080/', 'port'],
    ['https://example.com:6379/', 'port'],
    ['http://.example.com/', 'unresolved'],
    ['http://a..b/', 'unresolved'],
  ])('%j: %s', async (url, code) => {
    expect(await codeOf(() => ask(url))).toBe(code);
  });

  it('unless nothing is wrong with it', async () => {
    expect(await ask('https://example.com:443/')).toEqual(['8.8.8.8']);
    expect(await ask('https://example.com:80/')).toEqual(['8.8.8.8']);
    expect(readTarget('http://日本語.jp./パス#x')).toMatchObject({ host: 'xn--wgv71a119e.jp', port: 80 });
    expect(readTarget('http://日本語.jp/#x').url.href).toBe('http://xn--wgv71a119e.jp/');
  });

  it('and a name without an address is one that is not there', async () => {
    expect(await codeOf(() => ask('http://example.com/', []))).toBe('unresolved');
  });
});

describe('a list of what is let through', () => {
  const allow = parseAllow('10.1.0.0/16:443, 127.0.0.1:8080,[fd12::/16]:80, 0.0.0.0/0:81, [::/0]:81');

  it.each([
    ['10.1.2.3', 443, true],
    ['10.1.2.3', 80, false],
    ['10.2.2.3', 443, false],
    ['127.0.0.1', 8080, true],
    ['127.0.0.2', 8080, false],
    ['fd12:1::1', 80, true],
    ['::ffff:10.1.2.3', 443, false],
    ['::ffff:127.0.0.1', 81, false],
    ['::ffff:169.254.169.254', 81, false],
    ['64:ff9b::a9fe:a9fe', 81, false],
    ['::1', 81, true],
    ['169.254.170.2', 81, false],
    ['169.254.169.254', 81, false],
    ['fe80::1', 81, false],
    ['fd00:ec2::254', 81, false],
    ['no address', 81, false],
  ])('has %s on port %i: %s', (address, port, expected) => {
    expect(allow(address, port)).toBe(expected);
  });

  it('opens a port and a host that would not be asked otherwise', async () => {
    expect(await ask('http://wiki.test:8080/', ['127.0.0.1'], allow)).toEqual(['127.0.0.1']);
    expect(await codeOf(() => ask('http://wiki.test:8080/', ['127.0.0.1', '10.9.9.9'], allow))).toBe('address');
    expect(await codeOf(() => ask('http://wiki.test:8080/', ['127.0.0.1', '8.8.8.8'], allow))).toBe('port');
  });

  it.each(['10.1.0.0/16', '10.1.0.0/40:80', 'wiki.test:80', ':80', '10.0.0.1:99999', '::1:80'])(
    'is none with %s',
    (one) => {
      expect(() => parseAllow(one)).toThrow(`"${one}" must be a network and a port`);
    },
  );

  it('may be empty', () => {
    expect(parseAllow('')('127.0.0.1', 80)).toBe(false);
  });
});
