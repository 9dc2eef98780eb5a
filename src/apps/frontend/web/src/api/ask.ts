import { type Problem, problemMediaType, problemSchema } from '@bookmark-manager/contract';
import type { Caller } from '../http/caller.ts';
import { apiOrigin } from './origin.ts';

/** What the API said, what it had against it, or that it could not be reached in time. */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'away' };

export type Question<T> = {
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly caller: Caller;
  readonly body?: string | ReadableStream<Uint8Array>;
  readonly contentType?: string;
  /** The version that is to be changed, and no other. */
  readonly ifMatch?: string;
  /** How long it may take in all, in ms. */
  readonly deadlineMs?: number;
  /** Whether a read that fails is asked once more; it is, unless said otherwise. */
  readonly again?: boolean;
  /** `cookies`: what the API has the browser keep. */
  readonly read: (json: unknown, status: number, cookies: readonly string[], headers: Headers) => T;
};

/** Of the time for a question, what its first attempt may take when there can be another one. */
const firstShare = 0.6;

/**
 * Asks the API. A read that meets a closed connection, a task that is going, or no answer is asked once more in the time that is left, over
 * a new connection; a write is not, since it may have been done.
 */
export const ask = async <T>(question: Question<T>): Promise<Answer<T>> => {
  const { method = 'GET', again = method === 'GET', deadlineMs = 5_000 } = question;
  const signal = AbortSignal.timeout(deadlineMs);
  const early = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs * firstShare)]);
  const first = await attempt(question, again ? early : signal);
  return first.kind === 'away' && again && !signal.aborted ? attempt(question, signal) : first;
};

/** Whether the API knows nobody by what this reader's browser holds. */
export const isNobody = (answer: Answer<unknown>): boolean =>
  answer.kind === 'refused' && answer.problem.status === 401;

/**
 * A body that is passed on as it arrives. Without the last two, fetch keeps a copy of all that it has sent, to send it again after a
 * redirection (Fetch standard, HTTP-network-or-cache fetch, 8.1).
 */
const streamed = { duplex: 'half', redirect: 'error', window: null } as const;

const attempt = async <T>(question: Question<T>, signal: AbortSignal): Promise<Answer<T>> => {
  const { path, method = 'GET', caller, body, contentType, ifMatch, read } = question;
  try {
    const response = await fetch(new URL(path, apiOrigin(process.env)), {
      method,
      headers: {
        accept: `application/json, ${problemMediaType}`,
        ...caller,
        ...(contentType ? { 'content-type': contentType } : {}),
        ...(ifMatch ? { 'if-match': ifMatch } : {}),
      },
      cache: 'no-store',
      signal,
      ...(body === undefined ? {} : { body, ...streamed }),
    });
    const text = await response.text();
    if (response.ok) {
      const json = text === '' ? undefined : JSON.parse(text);
      return { kind: 'ok', value: read(json, response.status, response.headers.getSetCookie(), response.headers) };
    }
    const problem = response.status < 500 ? problemSchema.safeParse(JSON.parse(text)) : undefined;
    return problem?.success ? { kind: 'refused', problem: problem.data } : { kind: 'away' };
  } catch {
    return { kind: 'away' };
  }
};
