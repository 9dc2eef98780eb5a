import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { createLog, drainOnSignal, keepAliveMs, portOf, servingEnvironment } from '@bookmark-manager/serving';
import type { NextConfig } from 'next';
import { apiOrigin } from './src/api/origin.ts';
import { createFront } from './src/http/front.ts';
import { jsonConsole } from './src/http/json-console.ts';

// What runs in the image: Next.js behind a server of ours, which says where it listens, keeps connections longer than the load balancer, and
// stops without cutting off an answer.
const log = createLog({ service: 'web' });
const dir = import.meta.dirname;

const serve = async (): Promise<void> => {
  const { host, port, drainSeconds } = servingEnvironment(process.env, { port: 3000, drainSeconds: 5 });
  jsonConsole(log);
  const app = await nextInImage(host, port);
  const server = createServer(
    createFront({
      pages: app.getRequestHandler(),
      staticFolder: join(dir, '.next/static'),
      apiOrigin: apiOrigin(process.env),
      log,
    }),
  );
  server.keepAliveTimeout = keepAliveMs;
  const drain = drainOnSignal({ server, drainMs: drainSeconds * 1000, log });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  log.info('listening', { port: portOf(server), startMs: Math.round(performance.now()) });
  await warm(host, portOf(server));
  await drain.ended;
};

/** Asks for the pages as somebody who is not signed in: nobody else is asked for that, and the first reader need not wait for their code. */
const warm = async (host: string, port: number): Promise<void> => {
  const own = host === '0.0.0.0' ? '127.0.0.1' : host;
  for (const path of ['/sign-in', '/', '/import']) {
    const init = { headers: { connection: 'close' }, redirect: 'manual' } as const;
    const answer = await fetch(`http://${own}:${port}${path}`, init).catch(() => undefined);
    await answer?.body?.cancel();
  }
};

const nextInImage = async (hostname: string, port: number) => {
  const built = JSON.parse(readFileSync(join(dir, '.next/required-server-files.json'), 'utf8')) as {
    config: NextConfig;
  };
  // what Next.js's own standalone server does: the configuration as it was built, instead of looking for a file
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(built.config);
  process.chdir(dir);
  const { default: next } = await import('next');
  const app = next({ dev: false, dir, conf: built.config, hostname, port });
  await app.prepare();
  return app;
};

serve().then(
  () => process.exit(0),
  (error: unknown) => {
    log.error('cannot serve', { because: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  },
);
