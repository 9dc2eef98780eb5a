import type { Log } from '@bookmark-manager/serving';
import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerProblem } from '../http/problem.filter.ts';
import { ProblemError } from '../http/problem-error.ts';
import { toProblem } from '../http/to-problem.ts';
import { LOG } from '../tokens.ts';

/**
 * Errors in linkding's form, plain JSON: for wrong fields 400 and `{ field: [messages] }`, which its browser extension shows; else `{ detail }`.
 * Failures of ours are told as everywhere.
 */
@Catch()
export class LinkdingFilter implements ExceptionFilter {
  readonly #log: Log;

  constructor(@Inject(LOG) log: Log) {
    this.#log = log;
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    const { status, title, detail = title } = toProblem(error, request.id);
    if (status >= 500) {
      answerProblem(error, request, reply, this.#log);
      return;
    }
    const fields = error instanceof ProblemError ? (error.errors ?? []) : [];
    const isField = fields.length > 0;
    if (status === 401) void reply.header('www-authenticate', 'Bearer');
    void reply
      .status(isField ? 400 : status)
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(isField ? byField(fields) : { detail }));
  }
}

const byField = (errors: readonly { readonly path: string; readonly message: string }[]): Record<string, string[]> => {
  const made = new Map<string, string[]>();
  for (const { path, message } of errors) {
    const field = path.split('.')[0] || 'non_field_errors';
    made.set(field, [...(made.get(field) ?? []), message]);
  }
  return Object.fromEntries(made);
};
