/** A database as tasks know it (`endpoint`, without its port) and where it listens on this machine. */
export type DatabaseAddress = { endpoint: string; host: string; port: number };

/** A name may begin after a percent-encoded character, and ends where no further label follows. */
const BEGIN = '(?:(?<![\\w.-])|(?<=%[0-9a-fA-F]{2}))';
const END = '(?![\\w-]|\\.[\\w-])';
const PORT = '(?:(:|%3A)\\d+)?';

/**
 * A value with every VPC name in it replaced: names of services by their loopback addresses (the port stays), database
 * endpoints with or without a port by `host:port`. Everything else stays as it is.
 */
export function rewriteNames(
  value: string,
  names: ReadonlyMap<string, string>,
  databases: readonly DatabaseAddress[],
): string {
  let rewritten = value;
  for (const [name, address] of names) rewritten = rewritten.replace(pattern(name), address);
  for (const { endpoint, host, port } of databases) {
    const name = endpoint.replace(/:\d+$/, '');
    rewritten = rewritten.replace(pattern(name, PORT), (_, separator = ':') => `${host}${separator}${port}`);
  }
  return rewritten;
}

function pattern(name: string, suffix = ''): RegExp {
  const escaped = name.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
  return new RegExp(`${BEGIN}${escaped}${END}${suffix}`, 'gi');
}
