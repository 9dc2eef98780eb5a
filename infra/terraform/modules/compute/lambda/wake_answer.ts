import { acceptsPage, languageOf } from '@bookmark-manager/schedule';
import { wakeByButton } from './wake_button.ts';
import { noteReply, reply, type WakeAnswer } from './wake_reply.ts';
import { parseRequest, type WakeRequest } from './wake_request.ts';
import { stayAwake } from './wake_stay.ts';
import { answerVisitor, tellCondition } from './wake_visitor.ts';
import { createWorld, type WakeDependencies, type WakeWorld } from './wake_world.ts';

type Route = (request: WakeRequest, world: WakeWorld) => Promise<WakeAnswer>;

/** The wake function's own folder; its listener rule leads here awake and asleep. */
const OWN = '/_staging/';

const ROUTES: Readonly<Record<string, Route>> = {
  [`${OWN}condition`]: tellCondition,
  [`${OWN}wake`]: wakeByButton,
  [`${OWN}stay`]: stayAwake,
};

/** Makes the handler. It never throws: a load balancer would make a 502 of that, a gateway a 500. */
export function createWake(dependencies: WakeDependencies): (event: unknown) => Promise<WakeAnswer> {
  const world = createWorld(dependencies);
  return async (event) => {
    const request = parseRequest(event);
    const answer = await routeOf(request.path)(request, world).catch((error: unknown) => {
      world.warn(`${request.method} ${request.path} could not be answered: ${String(error)}`);
      return failed(request);
    });
    return asExpected(request, answer);
  };
}

/** A balancer wants a line of status, a gateway none. */
function asExpected({ method, through }: WakeRequest, { statusDescription, ...answer }: WakeAnswer): WakeAnswer {
  const sent = method === 'HEAD' ? { ...answer, body: '' } : answer;
  return through === 'alb' && statusDescription !== undefined ? { ...sent, statusDescription } : sent;
}

function routeOf(path: string): Route {
  return ROUTES[path] ?? (path.startsWith(OWN) ? lost : answerVisitor);
}

async function lost({ headers }: WakeRequest): Promise<WakeAnswer> {
  return noteReply(404, 'lost', languageOf(headers['accept-language'] ?? ''));
}

function failed({ headers }: WakeRequest): WakeAnswer {
  const soon = { 'retry-after': '15' };
  if (!acceptsPage(headers.accept ?? '')) return reply(503, 'text/plain; charset=utf-8', 'Please try again.\n', soon);
  return noteReply(503, 'failed', languageOf(headers['accept-language'] ?? ''), { headers: soon });
}
