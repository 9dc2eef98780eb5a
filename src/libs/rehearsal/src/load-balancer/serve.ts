import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Invoke } from '../context.ts';
import { towardsTarget } from './headers.ts';
import { answerByFunction } from './lambda-target.ts';
import type { Action, ApplicationLoadBalancer, Listener, TargetGroup } from './model.ts';
import { answerFixed, answerRedirect, answerStatus } from './own-answers.ts';
import { pick } from './pick.ts';
import { forward, type Upstream } from './proxy.ts';
import { chooseAction, chooseGroup, type RoutedRequest } from './routing.ts';
import type { Standing } from './targets.ts';
import type { Traffic } from './traffic.ts';
import { passUpgrade, refuseUpgrade } from './upgrade.ts';

/** What a listener asks while it serves; all of it may change from one request to the next. */
export type Serving = {
  current(): { loadBalancer: ApplicationLoadBalancer; listener: Listener } | undefined;
  group(arn: string): TargetGroup | undefined;
  standings(groupArn: string): readonly Standing[];
  turn(groupArn: string): number;
  /** The port of this machine that stands in for a listener's. */
  portOf(listenerPort: number): number | undefined;
  invoke: Invoke;
  random(): number;
  traceId(): string;
  upstream: Upstream;
  traffic: Pick<Traffic, 'began'>;
};

/** Answers one request as the listener's rules say. */
export async function serve(serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const current = serving.current();
  const routed = toRouted(request);
  const action = current && chooseAction(current.listener.rules, routed);
  if (!action) return answerStatus(response, 503);
  if (action.kind === 'fixed-response') return answerFixed(response, action);
  const protocol = current.listener.protocol === 'HTTPS' ? 'https' : 'http';
  if (action.kind === 'redirect') {
    return answerRedirect(response, action, { ...routed, protocol, port: current.listener.port }, serving.portOf);
  }
  const chosen = chooseTarget(serving, action);
  if (!chosen) return answerStatus(response, 503);
  const headers = headersFor(serving, request, protocol);
  const { target } = chosen.standing;
  response.once('close', serving.traffic.began(chosen.group.arn, target));
  if (chosen.group.kind === 'lambda') {
    const { path, query } = routed;
    const asked = { request, response, functionArn: target.id, group: chosen.group, headers, path, query };
    return answerByFunction(asked, serving.invoke);
  }
  const idleMs = current.loadBalancer.idleTimeoutMs;
  return forward({ request, response, target, headers, idleMs }, serving.upstream);
}

/** Passes a WebSocket handshake to a target, chosen as for any request. */
export function serveUpgrade(serving: Serving, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const current = serving.current();
  const action = current && chooseAction(current.listener.rules, toRouted(request));
  const chosen = action?.kind === 'forward' ? chooseTarget(serving, action) : undefined;
  if (!current || !chosen || chosen.group.kind === 'lambda') {
    refuseUpgrade(socket, 503);
    return;
  }
  const headers = headersFor(serving, request, current.listener.protocol === 'HTTPS' ? 'https' : 'http');
  const { target } = chosen.standing;
  socket.once('close', serving.traffic.began(chosen.group.arn, target));
  passUpgrade({ request, socket, head, target, headers, idleMs: current.loadBalancer.idleTimeoutMs });
}

function chooseTarget(serving: Serving, action: Extract<Action, { kind: 'forward' }>) {
  const arn = chooseGroup(action.groups, serving.random());
  const group = arn === undefined ? undefined : serving.group(arn);
  if (!group) return undefined;
  const standing = pick(serving.standings(group.arn), serving.turn(group.arn));
  return standing && { group, standing };
}

function headersFor(serving: Serving, request: IncomingMessage, protocol: 'http' | 'https'): string[] {
  return towardsTarget(request.rawHeaders, {
    address: request.socket.remoteAddress ?? '',
    port: request.socket.localPort ?? 0,
    protocol,
    traceId: serving.traceId(),
  });
}

function toRouted(request: IncomingMessage): RoutedRequest {
  const url = request.url ?? '/';
  const at = url.indexOf('?');
  return {
    method: request.method ?? 'GET',
    host: (request.headers.host ?? '').replace(/:\d+$/, ''),
    path: at < 0 ? url : url.slice(0, at),
    query: at < 0 ? '' : url.slice(at + 1),
    headers: request.headers,
    sourceIp: request.socket.remoteAddress ?? '',
  };
}
