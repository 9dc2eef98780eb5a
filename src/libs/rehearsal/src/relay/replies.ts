import type { Answer, Request } from './types.ts';

const KEPT = 500;

/**
 * Answers a repeated write with the first answer. A client that lost its connection sends the request again with the same
 * `amz-sdk-invocation-id`; the emulator would carry it out twice (a second VPC). Answers of 500 and more are not kept.
 */
export function createReplies(): (request: Request, respond: () => Promise<Answer>) => Promise<Answer> {
  const replies = new Map<string, Promise<Answer>>();
  return (request, respond) => {
    const key = keyOf(request);
    if (key === undefined) return respond();
    const known = replies.get(key);
    if (known) return known;
    const reply = respond();
    replies.set(key, reply);
    const [oldest] = replies.keys();
    if (replies.size > KEPT && oldest !== undefined) replies.delete(oldest);
    const forget = () => {
      if (replies.get(key) === reply) replies.delete(key);
    };
    reply.then((answer) => answer.status >= 500 && forget(), forget);
    return reply;
  };
}

function keyOf(request: Request): string | undefined {
  const id = request.headers['amz-sdk-invocation-id'];
  if (typeof id !== 'string') return undefined;
  return [request.account, request.region, request.service, request.operation, id].join(' ');
}
