import { type IncomingMessage, request } from 'node:http';
import { StagingError } from '../errors.ts';

export type Asking = {
  /** Sent as JSON by POST; without it the page is asked for by GET. */
  body?: unknown;
  signal?: AbortSignal;
};

/**
 * A page of the rehearsal, such as `clock`, as soon as its answer begins. It may be silent for as long as it likes.
 * @throws StagingError when the rehearsal has no such page, or refuses
 */
export async function openPage(
  endpoint: string,
  page: string,
  { body, signal }: Asking = {},
): Promise<IncomingMessage> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = request(new URL(`/_rehearsal/${page}`, endpoint), {
      method: body === undefined ? 'GET' : 'POST',
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' } }),
      ...(signal ? { signal } : {}),
    });
    asked.on('response', resolve).on('error', reject);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
  if (answer.statusCode === 200) return answer;
  const told = errorIn(await textOf(answer));
  if (answer.statusCode === 404) throw unknownPage(page);
  throw new StagingError(told ? sentence(told) : `The rehearsal answers ${answer.statusCode} to /_rehearsal/${page}.`, {
    hint: told ? 'staging clock --help' : RESTART,
  });
}

/** The JSON of such a page; a rehearsal that is silent for half a minute is not waited for. */
export async function askPage(endpoint: string, page: string, body?: unknown): Promise<unknown> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    const answer = await openPage(endpoint, page, { signal, ...(body === undefined ? {} : { body }) });
    return JSON.parse(await textOf(answer));
  } catch (cause) {
    if (signal.aborted)
      throw new StagingError(`The rehearsal does not answer at ${endpoint}.`, { hint: RESTART, cause });
    if (cause instanceof SyntaxError) throw notUnderstood(page, cause);
    throw cause;
  }
}

/** What the rehearsal said is not what this command was written for. */
export function notUnderstood(page: string, cause?: unknown): StagingError {
  return new StagingError(`What the rehearsal answers to /_rehearsal/${page} is not understood.`, {
    hint: RESTART,
    cause,
  });
}

const PATIENCE_MS = 30_000;
const RESTART = 'End the rehearsal with Ctrl-C and start it again, so that both are of one version: npm start';

function unknownPage(page: string): StagingError {
  return new StagingError(`The running rehearsal has no page /_rehearsal/${page}: it is of an older version.`, {
    hint: RESTART,
  });
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function errorIn(text: string): string | undefined {
  try {
    const { error } = JSON.parse(text);
    return typeof error === 'string' && error !== '' ? error : undefined;
  } catch {
    return undefined;
  }
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
