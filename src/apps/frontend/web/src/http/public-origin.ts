/** Where the reader's browser sees us: what a link says that is used elsewhere. */
export const publicOrigin = (headers: Headers): string => {
  const proto = headers.get('x-forwarded-proto')?.split(',').at(-1)?.trim() === 'https' ? 'https' : 'http';
  return `${proto}://${headers.get('host') ?? 'localhost'}`;
};
