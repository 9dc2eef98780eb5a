import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { createLog, drainOnSignal, keepAliveMs, requestIdOf, servingEnvironment } from '@bookmark-manager/serving';
import type { NextConfig } from 'next';
import { jsonConsole } from './src/http/json-console.ts';

// What runs in the image: Next.js behind a server of ours, which says where it listens, keeps connections longer than the load balancer, and
// stops without cutting off an answer.
const log = createLog({ service: 'web' });
const dir = import.meta.dirname;

const serve = async (): Promise<void> => {
  const { host, port, drainSeconds } = servingEnvironment(process.env, { port: 3000, drainSeconds: 5 });
  jsonConsole(log);
  const conf = readConfig();
  // what Next.js's own standalone server does: the configuration as it was built, instead of looking for a file
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(conf);
  process.chdir(dir);
  const { default: next } = await import('next');
  const app = next({ dev: false, dir, conf, hostname: host, port });
  const handle = app.getRequestHandler();

  const server = createServer((request, response) => {
    if (request.url === '/health') {
      response.setHeader('content-type', 'application/json').end('{"status":"ok"}');
      return;
    }
    const requestId = requestIdOf(request.headers['x-request-id']);
    request.headers['x-request-id'] = requestId;
    response.setHeader('x-request-id', requestId);
    const began = performance.now();
    response.on('close', () => {
      const path = pathOf(request);
      if (!path.startsWith('/_next/')) {
        log.info('request', {
          requestId,
          method: request.method,
          path,
          status: response.statusCode,
          ms: Math.round(performance.now() - began),
        });
      }
    });
    void handle(request, response);
  });
  server.keepAliveTimeout = keepAliveMs;
  const drain = drainOnSignal({ server, drainMs: drainSeconds * 1000, log });

  await app.prepare();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  log.info('listening', { port, startMs: Math.round(performance.now()) });
  await drain.ended;
};

const readConfig = (): NextConfig =>
  (JSON.parse(readFileSync(join(dir, '.next/required-server-files.json'), 'utf8')) as { config: NextConfig }).config;

/** Without the query: what people search for is theirs. */
const pathOf = ({ url = '' }: IncomingMessage): string => url.split('?', 1)[0] ?? '';

serve().then(
  () => process.exit(0),
  (error: unknown) => {
    log.error('cannot serve', { because: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  },
);
