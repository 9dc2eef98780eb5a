import http, { type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { join } from './join.ts';
import type { Target } from './model.ts';

/** A WebSocket handshake that is passed on; when the target agrees both ends are joined until one closes. */
export function passUpgrade(options: {
  request: IncomingMessage;
  socket: Duplex;
  head: Buffer;
  target: Target;
  headers: string[];
  idleMs: number;
}): void {
  const { request, socket, head, target, headers, idleMs } = options;
  const outgoing = http.request({
    host: target.id,
    port: target.port,
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: [...headers, 'Connection', 'Upgrade', 'Upgrade', 'websocket'],
    agent: false,
    timeout: idleMs,
  });
  socket.on('error', () => outgoing.destroy());
  socket.on('close', () => outgoing.destroy());
  outgoing.on('timeout', () => outgoing.destroy());
  outgoing.on('error', () => refuseUpgrade(socket, 502));
  outgoing.on('upgrade', (answer, other, otherHead) => {
    socket.write(headOf(answer));
    if (otherHead.length > 0) socket.write(otherHead);
    if (head.length > 0) other.write(head);
    join(socket as Socket, other as Socket, idleMs);
  });
  outgoing.on('response', (answer) => {
    socket.write(headOf(answer));
    answer.pipe(socket);
  });
  outgoing.end();
}

/** Ends a handshake with a bare status. */
export function refuseUpgrade(socket: Duplex, status: number): void {
  if (!socket.destroyed) socket.end(`HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`);
}

/** A declined handshake's answer is passed with its body as it came off the wire, so its end is the connection's end. */
function headOf(answer: IncomingMessage): string {
  const lines = [`HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}`];
  const declined = answer.statusCode !== 101;
  for (let index = 0; index < answer.rawHeaders.length; index += 2) {
    const name = answer.rawHeaders[index] ?? '';
    if (declined && /^(connection|transfer-encoding|keep-alive)$/i.test(name)) continue;
    lines.push(`${name}: ${answer.rawHeaders[index + 1]}`);
  }
  if (declined) lines.push('Connection: close');
  return `${lines.join('\r\n')}\r\n\r\n`;
}
