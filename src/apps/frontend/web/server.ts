import { readFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import { createRequire } from 'node:module';
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
  const pages = app.getRequestHandler();
  let lastAsked = 0;
  const server = createServer(
    createFront({
      pages: (request, response) => {
        lastAsked = performance.now();
        return pages(request, response);
      },
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
  const see = (path: string) => seen(host === '0.0.0.0' ? '127.0.0.1' : host, portOf(server), path);
  // the first page costs more than a start may take longer: what all pages share has run once before anybody is sent here
  await see('/sign-in');
  log.info('listening', { port: portOf(server), startMs: Math.round(performance.now()) });
  for (const path of ['/', '/import']) {
    // whoever is here reads first
    while (performance.now() - lastAsked < calmMs) await sleep(calmMs, undefined, { ref: false });
    await see(path);
  }
  await drain.ended;
};

/** For so long nobody asks for a page before the next one is made ready. */
const calmMs = 500;

/** Asks for a page as somebody who is not signed in: nobody else is asked for that, and the first reader need not wait for its code. */
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
  // Half of what the first page would cost is loading the code that all pages share and the list's own. There is time for it here: a start
  // may take longer than a page.
  createRequire(import.meta.url)(join(dir, '.next/server/app/page.js'));
  return app;
};

serve().then(
  () => process.exit(0),
  (error: unknown) => {
    log.error('cannot serve', { because: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  },
);
