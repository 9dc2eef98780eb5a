import { readFileSync } from 'node:fs';
import { createServer, get, type Server } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLog, drainOnSignal, portOf, servingEnvironment } from '@bookmark-manager/serving';
import type { NextConfig } from 'next';
import { apiOrigin } from './src/api/origin.ts';
import { directUploads } from './src/http/direct-uploads.ts';
import { createFront } from './src/http/front.ts';
import { jsonConsole } from './src/http/json-console.ts';

// What runs in the image: Next.js behind a server of ours, which says where it listens, keeps connections longer than the door, and
// stops without cutting off an answer.
const log = createLog({ service: 'web' });
const dir = import.meta.dirname;

const serve = async (): Promise<void> => {
  const { host, port, drainSeconds, door } = servingEnvironment(process.env, { port: 3000, drainSeconds: 5 });
  jsonConsole(log);
  const app = await nextInImage(host, port);
  const server = createServer(
    createFront({
      pages: app.getRequestHandler(),
      staticFolder: join(dir, '.next/static'),
      apiOrigin: apiOrigin(process.env),
      uploads: directUploads(process.env)?.origin,
      door,
      log,
    }),
  );
  server.keepAliveTimeout = door.keepAliveMs;
  const drain = drainOnSignal({ server, drainMs: drainSeconds * 1000, log });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  log.info('listening', { port: portOf(server), startMs: Math.round(performance.now()) });
  void warm(server, host);
  await drain.ended;
};

/** Asks for pages as somebody who is not signed in: nobody else is asked for that, and the first reader need not wait for their code. */
const warm = async (server: Server, host: string): Promise<void> => {
  let lastAsked = performance.now();
  server.on('request', ({ url }) => {
    if (url !== '/health') lastAsked = performance.now();
  });
  for (const path of ['/sign-in', '/', '/import']) {
    // whoever is here already reads first
    while (performance.now() - lastAsked < calmMs) await sleep(calmMs, undefined, { ref: false });
    await seen(host === '0.0.0.0' ? '127.0.0.1' : host, portOf(server), path);
  }
};

/** For so long nobody asks for a page before the next one is made ready. */
const calmMs = 200;

const seen = (host: string, port: number, path: string): Promise<void> =>
  new Promise((resolve) => {
    const asked = get({ host, port, path, agent: false }, (answer) => answer.resume().once('close', resolve));
    asked.once('error', () => resolve());
  });

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
