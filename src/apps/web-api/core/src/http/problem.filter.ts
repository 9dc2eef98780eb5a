import { problemMediaType } from '@bookmark-manager/contract';
import type { Log } from '@bookmark-manager/serving';
import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from './problem-error.ts';
import { toProblem } from './to-problem.ts';

/** Answers every error as application/problem+json, and logs those that are ours. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    answerProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), this.#log);
  }
}

/** The same for errors that come before Nest: a body that is no JSON, say. */
export const answerProblem = (error: unknown, request: FastifyRequest, reply: FastifyReply, log: Log): void => {
  const problem = toProblem(error, request.id);
  if (problem.status >= 500) log.error('request failed', { requestId: request.id, ...describe(error) });
  if (reply.sent) return;
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
  const retryAfterSeconds = error instanceof ProblemError ? error.retryAfterSeconds : undefined;
  if (retryAfterSeconds !== undefined || problem.status === 503)
    void reply.header('retry-after', String(retryAfterSeconds ?? 5));
  void reply
    .header('x-request-id', request.id)
    .status(problem.status)
    .type(problemMediaType)
    .send(JSON.stringify(problem));
};

/** Kind and place of an error without its message, which may repeat what people wrote. */
const describe = (error: unknown) => {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    error: error.name,
    code,
    at: frames
      .slice(0, 6)
      .map((line) => line.trim())
      .join(' < '),
  };
};
