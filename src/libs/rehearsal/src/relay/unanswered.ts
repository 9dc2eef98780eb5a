import type { Answer, Call, Request } from './types.ts';
import { fault, renderFault } from './wire.ts';

/**
 * moto answers an operation that it does not implement (or that makes it fail) with an HTML page and status 500, which clients
 * retry for minutes. This words it as an AWS error that names the operation and is not retried; any other answer stays.
 */
export function unanswered(call: Call, method: string, answer: Answer): Answer {
  if (!isPage(method, answer.status, answer.headers) || call.operation.includes('/moto-api/')) return answer;
  return renderFault(notImplemented(call), call);
}

/** Whether an answer is one of moto's HTML error pages. On HEAD, "not found" is called HTML too, and means what it says. */
export function isPage(method: string, status: number, headers: Request['headers']): boolean {
  return status >= (method === 'HEAD' ? 500 : 400) && String(headers['content-type'] ?? '').startsWith('text/html');
}

/** The error for an operation that nobody here implements. */
export function notImplemented(call: Pick<Call, 'service' | 'operation' | 'protocol'>) {
  const name = `${call.service || 'unsigned'}:${call.operation}`;
  const why =
    call.protocol === 'cbor'
      ? 'this client speaks CBOR (smithy-rpc-v2), and the rehearsal speaks JSON, forms and XML'
      : 'it does not implement it, or failed in it (see logs/emulator.log)';
  return fault('NotImplemented', `The rehearsal's emulator has no answer to ${name}: ${why}.`);
}
