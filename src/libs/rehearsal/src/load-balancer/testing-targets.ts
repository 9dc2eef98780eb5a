import http, { type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer, type Server as NetServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Target, TargetGroup } from './model.ts';
import { aGroup, fakeReading, startBalancer, until } from './testing.ts';

/** A target on 127.0.0.1 for the length of a test; healthy on /health. */
export async function startTarget(listener: RequestListener): Promise<Target & { server: Server }> {
  const server = http.createServer((request, response) => {
    if (request.url === '/health') response.end('ok');
    else listener(request, response);
  });
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  return { ...(await listen(server)), server };
}

/** A target whose connections the test serves itself, health checks included. */
export async function startRawTarget(connected: (socket: Socket) => void): Promise<Target> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    connected(socket);
  });
  onTestFinished(() => {
    server.close();
  });
  return listen(server);
}

async function listen(server: NetServer): Promise<Target> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { id: '127.0.0.1', port: (server.address() as AddressInfo).port };
}

/** A load balancer in front of the targets, once one of them is healthy. */
export async function behind(targets: Target[], more: { idleTimeoutMs?: number; group?: Partial<TargetGroup> } = {}) {
  const reading = fakeReading([aGroup('web', more.group)]);
  reading.registered.set(
    'web',
    targets.map(({ id, port }) => ({ id, port })),
  );
  if (more.idleTimeoutMs) reading.balancer.idleTimeoutMs = more.idleTimeoutMs;
  const running = await startBalancer(reading);
  const states = () => targets.map(({ id, port }) => running.balancer.targetHealth('web', id, port));
  if (targets.length > 0) await until(states, (all) => all.includes('healthy'));
  return { ...running, reading };
}
