import type { IncomingHttpHeaders } from 'node:http';
import { keepAliveMs, type Log, requestIdOf } from '@bookmark-manager/serving';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApplicationModule } from './application.module.ts';
import type { Config } from './config.ts';
import { shapeHttp } from './http/shape.ts';

export type ApplicationParts = { readonly config: Config; readonly log: Log };

/** The API, ready to listen. */
export const createApplication = async ({ config, log }: ApplicationParts): Promise<NestFastifyApplication> => {
  const adapter = new FastifyAdapter({
    keepAliveTimeout: keepAliveMs,
    bodyLimit: 256 * 1024,
    requestIdHeader: false,
    genReqId: (request: { readonly headers: IncomingHttpHeaders }) => requestIdOf(request.headers['x-request-id']),
    // while it drains it answers; refusing is what nobody asked for
    return503OnClosing: false,
    routerOptions: { maxParamLength: 200 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApplicationModule.with({ config, log }), adapter, {
    logger: false,
    bodyParser: false,
    abortOnError: false,
  });
  shapeHttp(app, log);
  await app.init();
  return app;
};
