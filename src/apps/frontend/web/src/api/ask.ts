import type { IncomingHttpHeaders } from 'node:http';
import { type Problem, problemMediaType, problemSchema } from '@bookmark-manager/contract';
import type { Caller } from '../http/caller.ts';
import { exchange } from './exchange.ts';
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
  readonly read: (json: unknown, status: number, cookies: readonly string[], headers: IncomingHttpHeaders) => T;
};

/** Of the time for a question, what its first attempt may take when there can be another one. */
const firstShare = 0.6;

/**
 * Asks the API. A read that meets a closed connection, a task that is going, or no answer is asked once more in the time that is left, over
 * a new connection; a write is not, since it may have been done.
 */
export const ask = async <T>(question: Question<T>): Promise<Answer<T>> => {
  const { method = 'GET', again = method === 'GET', deadlineMs = 5_000 } = question;
  const began = performance.now();
  const first = await attempt(question, again ? deadlineMs * firstShare : deadlineMs, false);
  const leftMs = deadlineMs - (performance.now() - began);
  return first.kind === 'away' && again && leftMs > 0 ? attempt(question, leftMs, true) : first;
};

/** Whether the API knows nobody by what this reader's browser holds. */
export const isNobody = (answer: Answer<unknown>): boolean =>
  answer.kind === 'refused' && answer.problem.status === 401;

const attempt = async <T>(question: Question<T>, deadlineMs: number, anew: boolean): Promise<Answer<T>> => {
  const { path, method = 'GET', caller, body, contentType, ifMatch, read } = question;
  try {
    const { status, headers, text } = await exchange(new URL(path, apiOrigin(process.env)), {
      method,
      headers: {
        accept: `application/json, ${problemMediaType}`,
        ...caller,
        ...(contentType ? { 'content-type': contentType } : {}),
        ...(ifMatch ? { 'if-match': ifMatch } : {}),
      },
      body,
      deadlineMs,
      anew,
    });
    if (status >= 200 && status < 300) {
      const json = text === '' ? undefined : JSON.parse(text);
      return { kind: 'ok', value: read(json, status, headers['set-cookie'] ?? [], headers) };
    }
    const problem = status < 500 ? problemSchema.safeParse(JSON.parse(text)) : undefined;
    return problem?.success ? { kind: 'refused', problem: problem.data } : { kind: 'away' };
  } catch {
    return { kind: 'away' };
  }
};
