import { type Door, type Log, onlyHttps } from '@bookmark-manager/serving';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { ProblemFilter } from './problem.filter.ts';

/** What holds for every route: who is believed about its caller, request ids, one log line each, errors as problems, and which bodies are read. */
export const shapeHttp = (app: NestFastifyApplication, door: Door, log: Log): void => {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  app.useGlobalFilters(new ProblemFilter(log));
  readBodies(fastify);
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    door.believe(request.raw.headers);
    const https = onlyHttps(request.raw.headers);
    if (https !== undefined) void reply.header('strict-transport-security', https);
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
