/** What a page was asked with. */
export type Asked = {
  readonly proto: string;
  readonly host: string;
  /** With its slash at the end. */
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
};

/** The pages beside one, under the address that the caller knows; null where there is none. */
export const pageAddresses = (
  asked: Asked,
  { limit, offset }: { readonly limit: number; readonly offset: number },
  count: number,
): { readonly next: string | null; readonly previous: string | null } => ({
  next: offset + limit < count ? address(asked, limit, offset + limit) : null,
  previous: offset > 0 ? address(asked, limit, Math.max(0, offset - limit)) : null,
});

const address = ({ proto, host, path, query }: Asked, limit: number, offset: number): string => {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (typeof value === 'string') parameters.set(name, value);
  parameters.set('limit', String(limit));
  if (offset === 0) parameters.delete('offset');
  else parameters.set('offset', String(offset));
  return `${proto}://${host}${path}?${parameters}`;
};
