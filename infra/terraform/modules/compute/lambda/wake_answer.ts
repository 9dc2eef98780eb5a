import { acceptsPage, languageOf } from '@bookmark-manager/schedule';
import { wakeByButton } from './wake_button.ts';
import { type AlbAnswer, noteReply, reply } from './wake_reply.ts';
import { parseRequest, type WakeRequest } from './wake_request.ts';
import { stayAwake } from './wake_stay.ts';
import { answerVisitor, tellCondition } from './wake_visitor.ts';
import { createWorld, type WakeDependencies, type WakeWorld } from './wake_world.ts';

type Route = (request: WakeRequest, world: WakeWorld) => Promise<AlbAnswer>;

/** The wake function's own folder; its listener rule leads here awake and asleep. */
const OWN = '/_staging/';

const ROUTES: Readonly<Record<string, Route>> = {
  [`${OWN}condition`]: tellCondition,
  [`${OWN}wake`]: wakeByButton,
  [`${OWN}stay`]: stayAwake,
};

/** Makes the handler. It never throws: the load balancer would make a 502 of that. */
export function createWake(dependencies: WakeDependencies): (event: unknown) => Promise<AlbAnswer> {
  const world = createWorld(dependencies);
  return async (event) => {
    const request = parseRequest(event);
    const answer = await routeOf(request.path)(request, world).catch((error: unknown) => {
      world.warn(`${request.method} ${request.path} could not be answered: ${String(error)}`);
      return failed(request);
    });
    return request.method === 'HEAD' ? { ...answer, body: '' } : answer;
  };
}

function routeOf(path: string): Route {
  return ROUTES[path] ?? (path.startsWith(OWN) ? lost : answerVisitor);
}

async function lost({ headers }: WakeRequest): Promise<AlbAnswer> {
  return noteReply(404, 'lost', languageOf(headers['accept-language'] ?? ''));
}

function failed({ headers }: WakeRequest): AlbAnswer {
  const soon = { 'retry-after': '15' };
  if (!acceptsPage(headers.accept ?? '')) return reply(503, 'text/plain; charset=utf-8', 'Please try again.\n', soon);
  return noteReply(503, 'failed', languageOf(headers['accept-language'] ?? ''), { headers: soon });
}
