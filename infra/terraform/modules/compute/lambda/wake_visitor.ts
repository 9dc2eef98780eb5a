import {
  acceptsJson,
  acceptsPage,
  conditionJson,
  isNavigation,
  type Lease,
  languageOf,
  leaseName,
  lineOf,
  problemOf,
  retryAfterS,
  safeBack,
  type Visible,
  visible,
  visitLease,
  wakePage,
} from '@bookmark-manager/schedule';
import { pageReply, reply, type WakeAnswer } from './wake_reply.ts';
import type { WakeRequest } from './wake_request.ts';
import type { WakeWorld } from './wake_world.ts';

/** 503 to whoever asks for anything of the applications: a page for browsers, problem+json for clients of the API, else a line. */
export async function answerVisitor(request: WakeRequest, world: WakeWorld): Promise<WakeAnswer> {
  const now = world.now();
  const leases = await afterVisit(request, world, await world.leases(), now);
  const shown = visible(world.calendar, leases, now, null);
  const headers = { 'retry-after': String(retryAfterS(shown, now)) };
  const accept = request.headers.accept ?? '';
  if (isOfApi(request.path) || (acceptsJson(accept) && !acceptsPage(accept)))
    return reply(503, 'application/problem+json', problemOf(shown, now), headers);
  if (!acceptsPage(accept)) return reply(503, 'text/plain; charset=utf-8', lineOf(shown), headers);
  // Only a page shows how far it is, and only while it wakes.
  const status = shown.goal === 'awake' ? await world.status() : null;
  return page(request, world, visible(world.calendar, leases, now, status), now);
}

/** How it is, for the waking page's script. */
export async function tellCondition(_: WakeRequest, world: WakeWorld): Promise<WakeAnswer> {
  const [leases, status] = await Promise.all([world.leases(), world.status()]);
  return reply(200, 'application/json', conditionJson(visible(world.calendar, leases, world.now(), status)));
}

/** The leases as they are after a visit, which may have woken it. One that could not be kept woke nothing. */
async function afterVisit(
  request: WakeRequest,
  { settings, calendar, keep, salt, warn }: WakeWorld,
  leases: Lease[],
  now: Date,
): Promise<Lease[]> {
  if (settings.slice.schedule.wake_on_visit !== 'visit' || !isNavigation(request)) return leases;
  const lease = visitLease({ calendar, leases, now, id: leaseName('visit', now, salt()) });
  if (lease === null) return leases;
  try {
    await keep(lease);
    return [...leases, lease];
  } catch (error) {
    warn(`a visit's lease could not be kept: ${String(error)}`);
    return leases;
  }
}

function page(request: WakeRequest, { settings, calendar }: WakeWorld, shown: Visible, now: Date): WakeAnswer {
  const language = languageOf(request.headers['accept-language'] ?? '');
  const html = wakePage(shown, {
    language,
    back: safeBack(request.asked),
    again: request.method === 'GET' || request.method === 'HEAD',
    wakesForMs: settings.slice.schedule.wake_on_visit === 'off' ? null : calendar.startLastsMs,
  });
  return pageReply(503, html, language, { 'retry-after': String(retryAfterS(shown, now)) });
}

function isOfApi(path: string): boolean {
  return path === '/api' || path.startsWith('/api/') || path === '/health/api';
}
