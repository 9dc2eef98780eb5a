import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { problemMediaType } from '@bookmark-manager/contract';
import { ProblemError } from './problem-error.ts';
import { toProblem } from './to-problem.ts';

/** The last word to a connection that speaks no HTTP, or whose headers are too large or never come. */
export const answerNoHttp = (error: Error & { readonly code?: string }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const requestId = randomUUID();
  const body = JSON.stringify(
    toProblem(new ProblemError('invalid-request', 'This is not an HTTP request that can be read'), requestId),
  );
  const headers = [
    `x-request-id: ${requestId}`,
    `content-type: ${problemMediaType}`,
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`HTTP/1.1 400 Bad Request\r\n${headers.join('\r\n')}\r\nconnection: close\r\n\r\n${body}`);
};
