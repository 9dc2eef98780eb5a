import type { PgBoss } from 'pg-boss';

export type BossOptions = {
  readonly url: string;
  /** Names of jobs. */
  readonly queues: readonly string[];
  readonly onError: (error: Error) => void;
};

/**
 * Opens the queue in PostgreSQL, loaded when it is first asked for. Its tables are made by our migrations, since the application's user may not
 * make any; two connections are enough for what it asks.
 */
export const openBoss = async ({ url, queues, onError }: BossOptions): Promise<PgBoss> => {
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'bookmark-manager-jobs',
    max: 2,
    connectionTimeoutMillis: 5_000,
    migrate: false,
    createSchema: false,
    // we have no timetables, and whoever owns the tables looks after their indexes
    schedule: false,
    reindex: false,
    monitorVacuum: false,
    registerInstance: false,
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
  });
  boss.on('error', onError);
  try {
    await boss.start();
    for (const name of queues) {
      await boss.createQueue(name, { ...queueOptions, policy: 'stately' });
      await boss.updateQueue(name, queueOptions);
    }
    // what a task that was killed had begun is free again
    await boss.supervise();
  } catch (error) {
    await boss.stop({ graceful: false, close: true }).catch(() => {});
    throw error;
  }
  return boss;
};

const queueOptions = {
  // whoever does a job says every ten seconds that it still does; half a minute of silence and the job is another's
  heartbeatSeconds: 30,
  expireInSeconds: 6 * 3600,
  retryLimit: 10,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 3600,
  retentionSeconds: 30 * 86_400,
  deleteAfterSeconds: 86_400,
};
