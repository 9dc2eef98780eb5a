import { randomUUID } from 'node:crypto';
import type { Log } from '@bookmark-manager/serving';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Job as BossJob, PgBoss } from 'pg-boss';
import type { z } from 'zod';
import type { Config } from '../config.ts';
import { CONFIG, LOG } from '../tokens.ts';
import { openBoss } from './boss.ts';

/**
 * Does one job. It must be able to do the same job again, from wherever it got to: a task is told to stop in the middle (then `signal` is
 * aborted and the handler ends as soon as it can), or ends without a word.
 */
export type JobHandler<Data> = (data: Data, signal: AbortSignal) => Promise<void>;

export type JobOptions = {
  /** Of jobs with one name and one key, one waits at most, and one is done at a time. */
  readonly key?: string;
  /** Not before then. */
  readonly runAt?: Date;
};

export type JobKindOptions = {
  /** Jobs of this name that one task does at a time; 1 unless said. */
  readonly atOnce?: number;
  /** One of these waits whenever a task begins to work, under the key `standing`: its handler adds the next one with the same key. */
  readonly standing?: object;
};

type Kind = {
  readonly schema: z.ZodType;
  readonly run: (data: unknown, signal: AbortSignal) => Promise<void>;
  readonly atOnce: number;
  readonly standing: object | undefined;
};

/**
 * Work that is done later, kept in PostgreSQL until it is done. A job that fails is tried again, later each time, up to ten times; one that is
 * interrupted is done again at once.
 */
@Injectable()
export class Jobs implements OnApplicationShutdown {
  readonly #config: Config;
  readonly #log: Log;
  readonly #kinds = new Map<string, Kind>();
  readonly #workers = new Map<string, readonly string[]>();
  readonly #stopping = new AbortController();
  #boss: Promise<PgBoss> | undefined;
  #working: Promise<void> | undefined;
  #rested: Promise<void> | undefined;

  constructor(@Inject(CONFIG) config: Config, @Inject(LOG) log: Log) {
    this.#config = config;
    this.#log = log;
  }

  /** Says how jobs of a name are done, before the first is added or done. */
  register<Schema extends z.ZodType>(
    name: string,
    schema: Schema,
    handler: JobHandler<z.output<Schema>>,
    { atOnce = 1, standing }: JobKindOptions = {},
  ): void {
    this.#kinds.set(name, { schema, atOnce, standing, run: (data, signal) => handler(schema.parse(data), signal) });
  }

  /** Adds a job: once this returns it is not lost. Nothing happens when one with its key waits already. */
  async add(name: string, data: object, { key = randomUUID(), runAt }: JobOptions = {}): Promise<void> {
    if (!this.#kinds.has(name)) throw new TypeError(`nobody registered jobs called ${name}`);
    const boss = await this.#open();
    await boss.send(name, data, { singletonKey: key, ...(runAt ? { startAfter: runAt } : {}) });
    this.start();
    await this.#working;
    for (const worker of this.#workers.get(name) ?? []) boss.notifyWorker(worker);
  }

  /** Begins to do jobs: after the first health check, so that a start is as light as it can be. A database that is away is tried again. */
  start(): void {
    if (this.#stopping.signal.aborted) return;
    this.#working ??= this.#work().catch((error: unknown) => {
      this.#working = undefined;
      this.#log.warn('jobs wait for the database', { error: error instanceof Error ? error.name : typeof error });
    });
  }

  /** Takes no more jobs and interrupts those that are being done; returns when each has ended. Adding goes on working. */
  rest(): Promise<void> {
    this.#rested ??= this.#rest();
    return this.#rested;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rest();
    const boss = await this.#boss?.catch(() => undefined);
    await boss?.stop({ graceful: false, close: true });
  }

  /** A start that failed is tried again by whoever needs it next. */
  #open(): Promise<PgBoss> {
    const opened =
      this.#boss ??
      openBoss({
        url: this.#config.databaseUrl,
        queues: [...this.#kinds.keys()],
        onError: (error) => this.#log.warn('jobs', { error: error.name }),
      });
    this.#boss = opened;
    opened.catch(() => {
      if (this.#boss === opened) this.#boss = undefined;
    });
    return opened;
  }

  async #work(): Promise<void> {
    const boss = await this.#open();
    for (const [name, kind] of this.#kinds) {
      if (kind.standing) await boss.send(name, kind.standing, { singletonKey: standingKey });
      const workers: string[] = [];
      for (let count = 0; count < kind.atOnce && !this.#stopping.signal.aborted; count += 1) {
        const options = { batchSize: 1, pollingIntervalSeconds: pollSeconds };
        const worker: string = await boss.work<object>(name, options, async ([job]) => {
          if (job) await this.#do(boss, name, kind, job);
          // after a job it looks at once for the next
          boss.notifyWorker(worker);
        });
        workers.push(worker);
      }
      this.#workers.set(name, workers);
    }
    this.#log.info('jobs started', { kinds: this.#kinds.size });
  }

  async #do(boss: PgBoss, name: string, kind: Kind, job: BossJob<object>): Promise<void> {
    const began = performance.now();
    const signal = AbortSignal.any([this.#stopping.signal, job.signal]);
    const tell = (message: string, fields = {}) =>
      this.#log.info(message, { job: name, id: job.id, ms: Math.round(performance.now() - began), ...fields });
    try {
      await kind.run(job.data, signal);
      tell('job done');
    } catch (error) {
      if (!this.#stopping.signal.aborted) {
        tell('job failed', { error: error instanceof Error ? error.name : typeof error });
        // the message may hold what people wrote: it stays out of the table too
        throw new Error(error instanceof Error ? error.name : typeof error);
      }
      // The same again, counted as no failure; should this process end before the next line, this one is done again instead.
      await boss.send(name, job.data, { singletonKey: randomUUID(), priority: 1 });
      tell('job interrupted');
    }
  }

  async #rest(): Promise<void> {
    this.#stopping.abort();
    await this.#working;
    this.#workers.clear();
    const boss = await this.#boss?.catch(() => undefined);
    if (!boss) return;
    await Promise.all([...this.#kinds.keys()].map((name) => boss.offWork(name, { wait: true })));
    this.#log.info('jobs rest');
  }
}

/** The key of a job that waits for ever. */
export const standingKey = 'standing';

/** How often a task looks for jobs that another task added or whose time has come; for its own it looks at once. */
const pollSeconds = 5;
