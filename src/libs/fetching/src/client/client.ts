import type { IncomingHttpHeaders } from 'node:http';
import { FetchFailure } from '../failure.ts';
import type { Allow } from '../guard/allow.ts';
import { addressesOf, type Resolve, systemResolve } from '../guard/resolve.ts';
import { readTarget, type Target } from '../guard/target.ts';
import { acceptedEncodings, bodyOf } from './body.ts';
import { exchange, type Method } from './exchange.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { createTurns } from './turns.ts';
import { createWatch, type Watch } from './watch.ts';

export type ClientOptions = {
  /** Who we say we are: a name, a version, and where to read about it. */
  readonly userAgent: string;
  readonly limits?: Partial<Limits>;
  /** Beside 80 and 443, for every public host. */
  readonly ports?: readonly number[];
  /** Hosts that are let through although they are not public. Nobody is, unless told. */
  readonly allow?: Allow;
  readonly resolve?: Resolve;
  /** Requests that are open at the same time; the others wait. */
  readonly atOnce?: number;
  readonly ca?: string;
};

export type GetOptions = {
  readonly method?: Method;
  /** Media types that are taken; any, unless told. Of an error's answer the body is never of use. */
  readonly types?: readonly string[];
  readonly limits?: Partial<Limits>;
  readonly signal?: AbortSignal | undefined;
};

/** A redirect that was followed: where from, how, where to. */
export type Hop = { readonly from: string; readonly status: number; readonly to: string };

/** The head of an answer, and its body as it arrives. Dispose of it: what was not read is not fetched. */
export type Answer = AsyncDisposable & {
  /** Where the answer came from, after all redirects. */
  readonly url: string;
  readonly status: number;
  /** In lower case, without parameters; empty when none was given. */
  readonly type: string;
  readonly headers: IncomingHttpHeaders;
  readonly hops: readonly Hop[];
  /** Unpacked. Throws a FetchFailure. */
  readonly body: AsyncIterable<Uint8Array>;
};

/** The one way out to addresses that people wrote. */
export type GuardedClient = {
  /** @throws FetchFailure */
  readonly get: (address: string, options?: GetOptions) => Promise<Answer>;
};

export const createGuardedClient = (options: ClientOptions): GuardedClient => {
  const turns = createTurns(options.atOnce ?? 8);
  return {
    get: async (address, asked = {}) => {
      const turn = await turns.take(asked.signal);
      const limits = { ...defaultLimits, ...options.limits, ...asked.limits };
      const watch = createWatch(limits.totalMs, asked.signal);
      const end = () => {
        watch[Symbol.dispose]();
        turn[Symbol.dispose]();
      };
      // whoever forgets to dispose of an answer holds up nobody for longer
      watch.onEnd(end);
      try {
        return await follow(address, { ...options, ...asked, limits }, watch, end);
      } catch (error) {
        end();
        throw error;
      }
    },
  };
};

type Asked = Omit<ClientOptions, 'limits'> & GetOptions & { readonly limits: Limits };

/** Hop by hop: each is read, looked up and judged as if it were the first. */
const follow = async (address: string, asked: Asked, watch: Watch, end: () => void): Promise<Answer> => {
  const hops: Hop[] = [];
  let target = readTarget(address);
  for (;;) {
    const { request, response } = await ask(target, asked, watch);
    const { statusCode: status = 0, headers } = response;
    const { location } = headers;
    if (!REDIRECTS.has(status) || location === undefined) {
      if (isTaken(status, typeOf(headers), asked)) {
        const body = bodyOf(response, asked.limits.maxBytes);
        return answerOf({ url: target.url.href, status, headers, hops }, body, watch, () => {
          request.destroy();
          end();
        });
      }
      request.destroy();
      throw new FetchFailure('type');
    }
    request.destroy();
    if (hops.length >= asked.limits.maxRedirects) throw new FetchFailure('redirects');
    const next = readTarget(fromHeader(location), target.url);
    hops.push({ from: target.url.href, status, to: next.url.href });
    target = next;
  }
};

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

const ask = async (target: Target, asked: Asked, watch: Watch) => {
  const {
    userAgent,
    allow = () => false,
    resolve = systemResolve,
    ports = [],
    method = 'GET',
    types,
    limits,
    ca,
  } = asked;
  watch.phase(limits.connectMs);
  const rules = { resolve, allow, ports: [80, 443, ...ports] };
  const addresses = await watch.race(addressesOf(target, rules));
  const headers = {
    'user-agent': userAgent,
    accept: types === undefined ? '*/*' : [...types, '*/*;q=0.1'].join(', '),
    'accept-encoding': acceptedEncodings,
    'accept-language': 'ja, en;q=0.8, *;q=0.5',
  };
  return exchange({ target, addresses, method, headers, limits, watch, ca });
};

/** Headers are read as bytes; a Location that is no ASCII is meant as UTF-8. */
const fromHeader = (value: string): string => Buffer.from(value, 'latin1').toString('utf8');

const typeOf = (headers: IncomingHttpHeaders): string =>
  (headers['content-type'] ?? '').split(';', 1).join('').trim().toLowerCase();

const isTaken = (status: number, type: string, { types }: Asked): boolean =>
  types === undefined || status >= 300 || types.includes(type);

const answerOf = (
  head: Pick<Answer, 'url' | 'status' | 'headers' | 'hops'>,
  body: AsyncIterable<Uint8Array>,
  watch: Watch,
  close: () => void,
): Answer => {
  async function* closing(): AsyncGenerator<Uint8Array> {
    try {
      yield* body;
    } catch (error) {
      throw watch.ended() ?? error;
    } finally {
      close();
    }
  }
  return { ...head, type: typeOf(head.headers), body: closing(), [Symbol.asyncDispose]: async () => close() };
};
