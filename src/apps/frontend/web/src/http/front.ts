import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type Door, type Log, onlyHttps, requestIdOf } from '@bookmark-manager/serving';
import { refusalOf } from './body-limit.ts';
import { forgetting } from './forgetting.ts';
import { newNonce, policyWith } from './policy.ts';
import { renewSession } from './renewal.ts';
import { sendStatic, staticPrefix } from './static-files.ts';
import { sendWhole } from './whole.ts';

export type FrontOptions = {
  /** Next.js. */
  readonly pages: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Where the hashed files lie. */
  readonly staticFolder: string;
  /** The API's address. */
  readonly apiOrigin: string;
  /** Where large files go to, when that is not here. */
  readonly uploads?: string | undefined;
  /** Who is believed about where a request comes from. */
  readonly door: Door;
  readonly log: Log;
};

/** What stands before Next.js: the health answer, the hashed files, a request id, a policy for what a page may do, and one log line for each page. */
export const createFront = ({ pages, staticFolder, apiOrigin, uploads, door, log }: FrontOptions): RequestListener => {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.url === '/health') {
      response.setHeader('content-type', 'application/json').end('{"status":"ok"}');
      return;
    }
    door.believe(request.headers);
    const https = onlyHttps(request.headers);
    if (https !== undefined) response.setHeader('strict-transport-security', https);
    if (request.url?.startsWith(staticPrefix) && (await sendStatic(staticFolder, request, response))) return;
    identify(request, response, log);
    protect(request, response, uploads);
    response.once('finish', () => letGo(request));
    const refusal = refusalOf(request);
    if (refusal !== undefined) {
      response.writeHead(refusal).end();
      return;
    }
    await renewSession(request, response, apiOrigin);
    const forgotten = request.method === 'GET' && forgetting(request.headers.cookie, pathOf(request));
    if (forgotten) response.appendHeader('set-cookie', forgotten);
    sendWhole(request, response);
    await pages(request, response);
  };
  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.error('request failed', { error: error instanceof Error ? error.name : typeof error });
      if (!response.headersSent) response.statusCode = 500;
      response.end();
    });
  };
};

/** Next.js reads the nonce in the request's header and gives it to the scripts that it writes. */
const protect = (request: IncomingMessage, response: ServerResponse, uploads: string | undefined): void => {
  const policy = policyWith(newNonce(), uploads);
  request.headers['content-security-policy'] = policy;
  response.setHeader('content-security-policy', policy);
};

/**
 * After the answer nobody reads the rest of a body: it is thrown away as it comes. Kept, it would fill the memory, and a caller that
 * listens only when all is sent would never hear the answer.
 */
const letGo = (request: IncomingMessage): void => {
  if (request.complete) return;
  request.unpipe();
  for (const event of ['data', 'readable']) request.removeAllListeners(event);
  request.resume();
};

const identify = (request: IncomingMessage, response: ServerResponse, log: Log): void => {
  const began = performance.now();
  const requestId = requestIdOf(request.headers['x-request-id']);
  request.headers['x-request-id'] = requestId;
  response.setHeader('x-request-id', requestId);
  response.once('close', () => {
    const ms = Math.round(performance.now() - began);
    log.info('request', { requestId, method: request.method, path: pathOf(request), status: response.statusCode, ms });
  });
};

/** Without the query: what people search for is theirs. */
const pathOf = ({ url = '' }: IncomingMessage): string => url.split('?', 1)[0] ?? '';
