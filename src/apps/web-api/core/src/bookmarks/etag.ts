/** What an HTTP client gives back to say which version of a bookmark it saw. */
export const etagOf = (version: number): string => `"${version}"`;

/**
 * Whether a bookmark of this version may be changed by a request with this If-Match (RFC 9110, 13.1.1). Without one it may: whoever does
 * not ask, overwrites. A weak tag matches nothing.
 */
export const mayChange = (ifMatch: string | undefined, version: number): boolean =>
  ifMatch === undefined || ifMatch.trim() === '*' || tagsIn(ifMatch).includes(etagOf(version));

/** Whether a client that has If-None-Match has this version already; here weak ones count (13.1.2). */
export const hasAlready = (ifNoneMatch: string | undefined, version: number): boolean =>
  ifNoneMatch !== undefined &&
  (ifNoneMatch.trim() === '*' || tagsIn(ifNoneMatch).some((tag) => tag.replace(/^W\//, '') === etagOf(version)));

const tagsIn = (header: string): readonly string[] => header.split(',').map((tag) => tag.trim());
