import { buffer } from 'node:stream/consumers';
import type { Web } from '../web.ts';
import { pictureType } from './picture-type.ts';

/** Fetches a picture. Null when there is none there: another status, another kind, too large, or a host that is not to be asked. */
export const fetchPicture = async (
  web: Web,
  url: string,
  maxBytes: number,
  signal?: AbortSignal,
): Promise<Uint8Array | null> => {
  const { FetchFailure } = await import('@bookmark-manager/fetching');
  try {
    const client = await web.client();
    await using answer = await client.get(url, { limits: { totalMs: 8_000, maxBytes }, signal });
    if (answer.status > 299) return null;
    const picture = await buffer(answer.body);
    return pictureType(picture) === undefined ? null : picture;
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof FetchFailure) return null;
    throw error;
  }
};
