import 'reflect-metadata';
import { createLog, drainOnSignal, portOf } from '@bookmark-manager/serving';
import { createApplication } from './application.ts';
import { readConfig } from './config.ts';
import { LazyDatabase } from './database.ts';
import { Jobs } from './jobs/jobs.ts';
import { Reindexer } from './search/reindexer.ts';

const log = createLog({ service: 'api' });

const serve = async (): Promise<void> => {
  const config = readConfig(process.env);
  if (config.keys === null) log.warn('nobody can sign in: JWT_SECRET is not set');
  const app = await createApplication({ config, log });
  const drain = drainOnSignal({ server: app.getHttpServer(), drainMs: config.drainSeconds * 1000, log });
  // while requests are still served, jobs come to rest: another task goes on with them
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void app.get(Jobs).rest());
  // loading the client is most of what the first request would wait for, and a start has time for it
  await app.get(LazyDatabase).client();
  await app.listen({ port: config.port, host: config.host });
  log.info('listening', { port: portOf(app.getHttpServer()), startMs: Math.round(performance.now()) });
  // the first query would otherwise pay for connecting
  await app.get(LazyDatabase).warm();
  void app.get(Reindexer).run();
  await drain.ended;
  await app.close();
};

serve().then(
  () => process.exit(0),
  (error: unknown) => {
    log.error('cannot serve', { because: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  },
);
