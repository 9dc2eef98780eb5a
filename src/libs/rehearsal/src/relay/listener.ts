import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Gate } from './gate.ts';
import { accessKeyOf, identify, isWrite, needsBody } from './identify.ts';
import { createReplies } from './replies.ts';
import { findRow, run } from './table.ts';
import type { Answer, Call, Handler, Request, Table } from './types.ts';
import { notImplemented } from './unanswered.ts';
import { type createLink, readAll } from './upstream.ts';
import { Fault, fault, renderFault } from './wire.ts';

type Parts = {
  link: ReturnType<typeof createLink>;
  gate: Gate;
  table: () => Table;
  /** Told of each call, and of the access key it was signed with, before it is answered. */
  called: (key: string, call: Call) => void;
  /** Told of each successful write. */
  wrote: (call: Call) => void;
  /** Told of errors that are no answers of AWS: bugs of a handler. */
  broke: (call: Call, error: unknown) => void;
};

/** Answers AWS requests: identifies each, lets its row answer or amend, and streams what has no row and may be large. */
export function createListener(parts: Parts): (incoming: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { link, gate } = parts;
  const once = createReplies();

  const respond = async (request: Request, row: Handler | undefined): Promise<Answer> => {
    try {
      return row ? await run(row, request, link.forward) : await link.forward(request);
    } catch (error) {
      if (!(error instanceof Fault)) parts.broke(request, error);
      return renderFault(error instanceof Fault ? error : internal(error), request);
    }
  };

  const buffered = async (request: Request, row: Handler | undefined, write: boolean, response: ServerResponse) => {
    const answer = await (write ? once(request, () => respond(request, row)) : respond(request, row));
    send(response, request.method, answer);
    return answer.status;
  };

  const streamed = async (call: Call, incoming: IncomingMessage, response: ServerResponse) => {
    try {
      return await link.stream(call, incoming, response);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      send(response, incoming.method, renderFault(error, call));
      return error.status;
    }
  };

  return async (incoming, response) => {
    const head = { method: incoming.method ?? 'GET', url: incoming.url ?? '/', headers: incoming.headers };
    let body = needsBody(head) ? await readAll(incoming) : undefined;
    const call = identify(head, body?.toString());
    parts.called(accessKeyOf(head), call);
    if (call.protocol === 'cbor') return send(response, head.method, renderFault(notImplemented(call), call));
    const row = findRow(parts.table(), call);
    if (body || row || !mayBeLarge(call)) body ??= await readAll(incoming);
    const write = isWrite(call, head.method) && !(row?.kind === 'answer' && row.long);
    const leave = write ? await gate.enter() : undefined;
    try {
      const request = body && { ...call, ...head, body };
      const status = await (request ? buffered(request, row, write, response) : streamed(call, incoming, response));
      if (write && status < 300) parts.wrote(call);
    } finally {
      leave?.();
    }
  };
}

function mayBeLarge(call: Call): boolean {
  return call.service === 's3' || call.protocol === 'unknown';
}

function send(response: ServerResponse, method: string | undefined, answer: Answer): void {
  if (method === 'HEAD') response.writeHead(answer.status, answer.headers).end();
  else response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length }).end(answer.body);
}

function internal(error: unknown): Fault {
  return fault(
    'InternalFailure',
    `A bug in the rehearsal: ${error instanceof Error ? error.message : String(error)}`,
    500,
  );
}
