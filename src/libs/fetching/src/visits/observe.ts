import type { Answer, GuardedClient, Hop } from '../client/client.ts';
import { type FailureCode, type FailureKind, FetchFailure } from '../failure.ts';
import type { PageMetadata } from '../page/metadata.ts';
import { pageTypes, readMetadata } from '../page/read-page.ts';
import { retryAfterMs } from './retry-after.ts';

/** What a visit to an address found. */
export type Observation =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly hops: readonly Hop[];
      /** How long the server asks to be left alone. */
      readonly retryAfterMs: number | null;
      /** What the page says of itself, when that was asked for and it is a page. */
      readonly metadata: PageMetadata | null;
    }
  | { readonly kind: 'failure'; readonly failure: FailureKind; readonly code: FailureCode }
  /** The site's robots.txt does not want it. */
  | { readonly kind: 'unwanted' };

export type Visit = {
  readonly url: string;
  /** Read the page's head, too: then it is asked for with GET. */
  readonly withMetadata: boolean;
  readonly now: Date;
  readonly signal?: AbortSignal | undefined;
};

/** Visits an address: HEAD, and GET where a server does not answer HEAD as it answers people. */
export const observe = async (client: GuardedClient, visit: Visit): Promise<Observation> => {
  try {
    const head = visit.withMetadata ? null : await headOf(client, visit);
    return head !== null && isTrusted(head) ? head : await get(client, visit);
  } catch (error) {
    if (error instanceof FetchFailure) return { kind: 'failure', failure: error.kind, code: error.code };
    throw error;
  }
};

/** Of an answer to HEAD only what is good is believed, and that one is to come later: asking once more would be the opposite. */
const isTrusted = ({ status, retryAfterMs: wait }: AnswerSeen): boolean =>
  status < 400 || status === 429 || wait !== null;

type AnswerSeen = Extract<Observation, { readonly kind: 'answer' }>;
const limits = { totalMs: 15_000 };

/** Null when the server breaks off at a HEAD, as some do. */
const headOf = async (client: GuardedClient, { url, now, signal }: Visit): Promise<AnswerSeen | null> => {
  try {
    await using answer = await client.get(url, { method: 'HEAD', signal, limits });
    return seenIn(answer, now, null);
  } catch (error) {
    if (error instanceof FetchFailure && /^(protocol|timeout)$/.test(error.code)) return null;
    throw error;
  }
};

const get = async (client: GuardedClient, { url, withMetadata, now, signal }: Visit): Promise<AnswerSeen> => {
  await using answer = await client.get(url, { signal, limits });
  return seenIn(answer, now, withMetadata ? await metadataIn(answer) : null);
};

const seenIn = ({ status, hops, headers }: Answer, now: Date, metadata: PageMetadata | null): AnswerSeen => ({
  kind: 'answer',
  status,
  hops,
  retryAfterMs: retryAfterMs(headers['retry-after'], now),
  metadata,
});

/** A page that breaks off in its head answered all the same. */
const metadataIn = async (answer: Answer): Promise<PageMetadata | null> => {
  if (answer.status > 299 || !(pageTypes as readonly string[]).includes(answer.type)) return null;
  try {
    return await readMetadata(answer);
  } catch (error) {
    if (error instanceof FetchFailure && error.kind !== 'ours') return null;
    throw error;
  }
};
