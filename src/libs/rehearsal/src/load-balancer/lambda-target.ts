import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Invoke } from '../context.ts';
import { readLambdaAnswer, toLambdaEvent } from './lambda-event.ts';
import type { TargetGroup } from './model.ts';
import { answerStatus } from './own-answers.ts';
import { readBody } from './read-body.ts';
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
  const body = await readBody(request, MAX_BYTES);
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
