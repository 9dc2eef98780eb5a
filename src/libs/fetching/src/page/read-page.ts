import type { Answer } from '../client/client.ts';
import { decodePage } from './decode.ts';
import { readHead } from './head.ts';
import { metadataOf, type PageMetadata } from './metadata.ts';

/** Media types of pages; some servers send none. */
export const pageTypes = ['text/html', 'application/xhtml+xml', ''] as const;

/** All of a page's text, in whatever encoding it comes. @throws FetchFailure */
export const pageText = async (answer: Answer): Promise<string> => {
  let text = '';
  for await (const piece of decodePage(answer.body, answer.headers['content-type'])) text += piece;
  return text;
};

/** What the page of an answer says of itself: no more than its head is fetched. @throws FetchFailure */
export const readMetadata = async (answer: Answer): Promise<PageMetadata> => {
  const text = decodePage(answer.body, answer.headers['content-type']);
  return metadataOf(await readHead(text), answer.url, answer.headers['content-language']);
};
