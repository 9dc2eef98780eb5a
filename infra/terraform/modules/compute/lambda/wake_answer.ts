import { createCalendar, type Desired, desired, goal, say } from '@bookmark-manager/schedule';
import * as z from 'zod/mini';
import type { Clients } from './clients.ts';
import { readLeases } from './leases.ts';
import type { WakeSettings } from './settings.ts';
import { pageOf, problemOf, type Told, textOf } from './wake_text.ts';

export type WakeDependencies = {
  settings: WakeSettings;
  ssm: Clients['ssm'];
  now: () => Date;
  log: (line: string) => void;
};

/** What an ALB expects of a Lambda target. */
export type AlbAnswer = {
  statusCode: number;
  statusDescription: string;
  isBase64Encoded: false;
  headers: Record<string, string>;
  body: string;
};

const requestSchema = z.object({
  httpMethod: z._default(z.string(), 'GET'),
  path: z._default(z.string(), '/'),
  headers: z._default(z.record(z.string(), z.string()), {}),
});

/** A visitor who finds it waking is asked to come back soon. */
const WAKING_RETRY_S = 15;
const LONGEST_RETRY_S = 24 * 3600;

/** Answers every path with 503: a page for browsers, problem+json for the API's paths, a line of text for the rest. */
export function createWake(dependencies: WakeDependencies): (event: unknown) => Promise<AlbAnswer> {
  return async (event) => {
    const { httpMethod, path, headers } = requestSchema.safeParse(event).data ?? {
      httpMethod: 'GET',
      path: '/',
      headers: {},
    };
    const now = dependencies.now();
    const told = tell(await decide(dependencies, now), now);
    const [type, body] = represent(path, headers.accept ?? headers.Accept ?? '', told);
    return {
      statusCode: 503,
      statusDescription: '503 Service Unavailable',
      isBase64Encoded: false,
      headers: {
        'content-type': type,
        'retry-after': String(told.retryAfterS),
        'cache-control': 'no-store',
        vary: 'accept',
      },
      body: httpMethod === 'HEAD' ? '' : body,
    };
  };
}

/** When the leases cannot be read the calendar alone still makes a useful answer. */
async function decide(
  { settings, ssm, log }: WakeDependencies,
  now: Date,
): Promise<{ wanted: Desired; target: Desired }> {
  const calendar = createCalendar(settings.slice);
  const leases = await readLeases(ssm, settings.parameterPrefix).then(
    (read) => read.leases,
    (error: unknown) => {
      log(JSON.stringify({ level: 'warn', message: `leases could not be read: ${String(error)}` }));
      return [];
    },
  );
  return { wanted: desired(calendar, leases, now), target: goal(calendar, leases, now) };
}

/** What a visitor may know: never the words that people wrote in leases. */
function tell({ wanted, target }: { wanted: Desired; target: Desired }, now: Date): Told {
  if (target.condition === 'awake')
    return {
      condition: 'waking',
      sentence: 'It is waking up and will answer shortly.',
      nextStart: null,
      retryAfterS: WAKING_RETRY_S,
    };
  if (wanted.until === null)
    return {
      condition: 'asleep',
      sentence: 'It is asleep, and no start is planned.',
      nextStart: null,
      retryAfterS: LONGEST_RETRY_S,
    };
  const seconds = Math.ceil((wanted.until.getTime() - now.getTime()) / 1000);
  return {
    condition: 'asleep',
    sentence: `It is asleep and starts again on ${say(wanted.until)} (Tokyo).`,
    nextStart: wanted.until.toISOString(),
    retryAfterS: Math.min(seconds, LONGEST_RETRY_S),
  };
}

function represent(path: string, accept: string, told: Told): [type: string, body: string] {
  if (path.startsWith('/api/') || path === '/api' || path === '/health/api')
    return ['application/problem+json', problemOf(told)];
  if (accept.includes('text/html')) return ['text/html; charset=utf-8', pageOf(told)];
  return ['text/plain; charset=utf-8', textOf(told)];
}
