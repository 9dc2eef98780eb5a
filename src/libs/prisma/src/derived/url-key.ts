import { createHash } from 'node:crypto';

/** What makes an address unique: a hash, since an index entry holds 2.7 kB and addresses are longer now and then. */
export const urlKey = (url: string): string => createHash('sha256').update(url).digest('base64url');
