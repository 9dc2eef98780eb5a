import type { Log } from '@bookmark-manager/serving';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { ProblemFilter } from './problem.filter.ts';

/** What holds for every route: request ids, one log line each, errors as problems, and which bodies are read. */
export const shapeHttp = (app: NestFastifyApplication, log: Log): void => {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  app.useGlobalFilters(new ProblemFilter(log));
  readBodies(fastify);
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    if (route.startsWith('/health')) return;
    log.info('request', {
      requestId: request.id,
      method: request.method,
      // the pattern, not the address: what people search for is theirs
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });
};

/** Read by whoever takes them. */
const bodies = [
  'text/html',
  'text/csv',
  'text/xml',
  'application/octet-stream',
  'multipart/form-data',
  'application/x-www-form-urlencoded',
];

/** JSON is parsed; a file or a form is handed on as it arrives. */
const readBodies = (fastify: FastifyInstance): void => {
  fastify.removeContentTypeParser('text/plain');
  for (const type of bodies) {
    fastify.addContentTypeParser(type, (_request, payload, done) => done(null, payload));
  }
};
