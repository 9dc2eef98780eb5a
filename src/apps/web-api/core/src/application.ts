import type { IncomingHttpHeaders } from 'node:http';
import { type Log, requestIdOf } from '@bookmark-manager/serving';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApplicationModule } from './application.module.ts';
import type { Config } from './config.ts';
import { maxBodyBytes } from './http/limits.ts';
import { answerNoHttp } from './http/no-http.ts';
import { answerProblem } from './http/problem.filter.ts';
import { shapeHttp } from './http/shape.ts';

export type ApplicationParts = { readonly config: Config; readonly log: Log };

/** Requests are read with the contract's schemas: Fastify's own compilers of schemas, a fifth of what a start would read, are left out. */
const noSchemas = (): never => {
  throw new Error('no route declares a schema to Fastify');
};

/** The API, ready to listen. */
export const createApplication = async ({ config, log }: ApplicationParts): Promise<NestFastifyApplication> => {
  const adapter = new FastifyAdapter({
    keepAliveTimeout: config.door.keepAliveMs,
    bodyLimit: maxBodyBytes,
    requestIdHeader: false,
    // linkding's clients write a slash at the end, most of the time
    // what stands in an address is judged by whoever reads it: as no id, or as the name of nothing
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 16_384 },
    genReqId: (request: { readonly headers: IncomingHttpHeaders }) => requestIdOf(request.headers['x-request-id']),
    // while it drains it answers; refusing is what nobody asked for
    return503OnClosing: false,
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      answerProblem(error, request, reply, log),
    clientErrorHandler: answerNoHttp,
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApplicationModule.with({ config, log }), adapter, {
    logger: false,
    bodyParser: false,
    abortOnError: false,
  });
  shapeHttp(app, config.door, log);
  await app.init();
  return app;
};
