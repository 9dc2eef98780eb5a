import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Invoke } from '../context.ts';
import { readLambdaAnswer, toLambdaEvent } from './lambda-event.ts';
import type { TargetGroup } from './model.ts';
import { answerStatus } from './own-answers.ts';
import { discardRest } from './send-body.ts';

/** An ALB takes and gives at most 1 MB by way of a function. */
const MAX_BYTES = 1024 * 1024;

/** Answers a request by invoking a function: 413 for a body that is too long, 502 for a result that is no answer. */
export async function answerByFunction(
  {
    request,
    response,
    functionArn,
    group,
    headers,
    path,
    query,
  }: {
    request: IncomingMessage;
    response: ServerResponse;
    functionArn: string;
    group: TargetGroup;
    headers: string[];
    path: string;
    query: string;
  },
  invoke: Invoke,
): Promise<void> {
  const body = await readBody(request);
  if (!body) {
    discardRest(request);
    return answerStatus(response, 413);
  }
  const event = toLambdaEvent({ method: request.method ?? 'GET', path, query, headers, body }, group);
  const result = await invoke(functionArn, event);
  const answer = result.error === undefined ? readLambdaAnswer(result.payload) : undefined;
  if (!answer || answer.body.length > MAX_BYTES) return answerStatus(response, 502);
  const length = ['Content-Length', String(answer.body.length)];
  response.writeHead(answer.status, answer.reason ?? '', [...answer.headers, ...length]);
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}

/** Undefined when the body is longer than allowed; the rest of it stays unread. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Left as it is on an early return: ending the stream would end the connection before the answer is sent.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += chunk.length;
    if (length > MAX_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
