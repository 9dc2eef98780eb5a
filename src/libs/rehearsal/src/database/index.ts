import { join } from 'node:path';
import { createClients } from '../aws.ts';
import type { Context } from '../context.ts';
import { type Faults, NO_FAULTS } from '../faults/index.ts';
import type { Part } from '../part.ts';
import { type Authority, authority, type KeyPair } from './certificates.ts';
import { createStatusTimes, type Durations, type StatusTimes } from './durations.ts';
import { forcesTls } from './force-tls.ts';
import type { Instance } from './instance.ts';
import { createInstances } from './instances.ts';
import { databaseRows } from './rows.ts';
import { createSnapshots } from './snapshots.ts';
import type { Status } from './status.ts';

export interface Database extends Part {
  /** Where each endpoint's name really is; also while it is down. */
  endpoints(): { endpoint: string; host: string; port: number }[];
  /** PEM file to verify the databases' certificates with. It is there once the part is started. */
  readonly certificateAuthorityFile: string;
  /** A certificate of that authority for a server with these names and addresses. */
  certificateFor(names: readonly string[]): Promise<KeyPair>;
  /** How long statuses last. */
  readonly times: StatusTimes;
  /** What RDS does by itself after seven days, now: starts every stopped instance. Returns their identifiers. */
  startByAws(): string[];
  picture(): DatabasePicture[];
}

export type { StatusTimes } from './durations.ts';

export type DatabasePicture = { identifier: string; status: Status; endpoint: string; address: string };

export type DatabaseOptions = {
  /** World milliseconds; those that are missing last a moment. */
  durations?: Partial<Durations>;
  /** Faults that were made to happen. */
  faults?: Pick<Faults, 'refuses'>;
};

/** RDS's instances and Aurora's clusters, each an embedded PostgreSQL. */
export function createDatabase(context: Context, options: DatabaseOptions = {}): Database {
  const folder = join(context.directory, 'database');
  const files = { certificate: join(folder, 'ca.crt'), key: join(folder, 'ca.key') };
  let made: Promise<Authority> | undefined;
  const ca = () => {
    made ??= authority(files);
    return made;
  };
  const times = createStatusTimes(context, options.durations);
  const instances = createInstances(context, folder, ca, times);
  const snapshots = createSnapshots(context, folder);
  const { rds } = createClients(context.endpoint, context.region);

  /** The parameter groups decide about TLS. */
  async function compare(): Promise<void> {
    for (const instance of instances.all.values()) {
      const forced = await forcesTls(rds, instance.identifier);
      if (forced !== undefined) await instances.setForceTls(instance, forced);
    }
  }

  let pending: Promise<void> = Promise.resolve();
  const follow = () => {
    pending = pending
      .then(compare)
      .catch((error: unknown) => context.events.emit('database', 'parameters', String(error), 'warn'));
  };
  const unsubscribe = context.writes.subscribe(({ service, operation }) => {
    if (service === 'rds' && /^(Create|Modify|Reset|Restore)DB(Instance|Cluster|ParameterGroup)/.test(operation))
      follow();
  });

  return {
    name: 'database',
    table: databaseRows(instances, snapshots, options.faults ?? NO_FAULTS),
    times,
    certificateAuthorityFile: files.certificate,
    certificateFor: async (server) => (await ca()).issue({ server }),
    endpoints: () =>
      [...instances.all.values()]
        .filter(({ port }) => port > 0)
        .flatMap(({ endpoint, names = [], port }) =>
          [endpoint, ...names].map((name) => ({ endpoint: name, host: '127.0.0.1', port })),
        ),
    async start() {
      await ca();
      snapshots.resume();
      await instances.resume();
      follow();
    },
    startByAws() {
      const stopped = [...instances.all.values()].filter(({ status }) => status === 'stopped');
      for (const instance of stopped) instances.startByAws(instance);
      return stopped.map(({ identifier }) => identifier);
    },
    underway: () => instances.working().map((identifier) => `${identifier} is on its way`),
    picture: () =>
      [...instances.all.values()].map(({ identifier, status, endpoint, port }: Instance) => ({
        identifier,
        status,
        endpoint,
        address: `127.0.0.1:${port}`,
      })),
    async [Symbol.asyncDispose]() {
      unsubscribe();
      await pending;
      await instances[Symbol.asyncDispose]();
    },
  };
}
