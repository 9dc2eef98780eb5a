import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ProblemError } from '../http/problem-error.ts';
import type { Asked } from './page-addresses.ts';

/** A request as its caller sent it to the load balancer, which says what it was: what comes here is always http. */
export const askedAs = (request: FastifyRequest, path: string): Asked => ({
  proto: request.headers['x-forwarded-proto'] === 'https' ? 'https' : 'http',
  host: request.headers.host ?? 'localhost',
  path,
  query: z.record(z.string(), z.unknown()).catch({}).parse(request.query),
});

/** A number in the path. What is none leads nowhere. */
export const numberIn = (params: unknown): number => {
  const { data } = z.object({ id: z.string().regex(/^\d{1,15}$/) }).safeParse(params);
  if (data === undefined) throw new ProblemError('not-found', 'Not found.');
  return Number(data.id);
};
