import type { IncomingMessage } from 'node:http';

/** Four times what the API takes: a form of an edit carries what was there beside what was typed, and escapes. */
export const maxFormBytes = 2 ** 20;

/** Passes its file on as it arrives, and has a limit of its own. */
const passedOn = '/actions/import';

/** The status that a request is refused with before anything of its body is read: Next.js reads forms whole, into memory. */
export const refusalOf = ({ url = '', headers }: Pick<IncomingMessage, 'url' | 'headers'>): 411 | 413 | undefined => {
  if (url.split('?', 1)[0] === passedOn) return undefined;
  // no browser sends a form without its length
  if (headers['transfer-encoding'] !== undefined) return 411;
  return Number(headers['content-length'] ?? 0) > maxFormBytes ? 413 : undefined;
};
