import robotsModule from 'robots-parser';
import type { GuardedClient } from '../client/client.ts';
import { FetchFailure } from '../failure.ts';
import { decodePage } from '../page/decode.ts';

// its types say that there is a `default` in what is the function itself
const robotsParser = robotsModule as unknown as typeof robotsModule.default;

/** What a site asks of programs that come again and again: the text of its robots.txt; '' when it asks nothing, null when it cannot say. */
export type Robots = string | null;

/** Of a robots.txt more is not read, as RFC 9309 has it. */
const MAX_CHARACTERS = 500 * 1024;

/**
 * Asks a site for its robots.txt. One that is not there allows everything; a site that fails to say allows nothing for now.
 * @throws FetchFailure when the site cannot be asked: then its pages cannot be either
 */
export const readRobots = async (client: GuardedClient, url: string, signal?: AbortSignal): Promise<Robots> => {
  try {
    await using answer = await client.get(robotsUrl(url), { signal, limits: { totalMs: 10_000 } });
    if (answer.status >= 500 || answer.status === 429) return null;
    if (answer.status < 200 || answer.status > 299) return '';
    let text = '';
    for await (const piece of decodePage(answer.body, 'text/plain; charset=utf-8')) {
      text += piece;
      if (text.length > MAX_CHARACTERS) break;
    }
    return text.replaceAll('\0', '').slice(0, MAX_CHARACTERS);
  } catch (error) {
    if (error instanceof FetchFailure && error.kind === 'unsuitable') return '';
    throw error;
  }
};

const robotsUrl = (url: string): string => new URL('/robots.txt', url).href;

/** Whether a program of this name may visit an address again. */
export const mayVisit = (robots: Robots, url: string, name: string): boolean =>
  robots !== null && (robots === '' || robotsParser(robotsUrl(url), robots).isAllowed(url, name) !== false);
