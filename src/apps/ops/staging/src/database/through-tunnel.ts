import { ECSClient } from '@aws-sdk/client-ecs';
import { RDSClient } from '@aws-sdk/client-rds';
import { SSMClient } from '@aws-sdk/client-ssm';
import { databaseServes } from '@bookmark-manager/schedule';
import type { Context } from '../command.ts';
import { StagingError } from '../errors.ts';
import { takeHold } from '../leases/hold.ts';
import { callScheduler } from '../scheduler-call.ts';
import type { Target } from '../target/target.ts';
import { worldTime } from '../target/time.ts';
import { databaseAuthorities } from '../tunnel/certificates.ts';
import { endLeftBehind } from '../tunnel/left-behind.ts';
import { FAMILY, startWaitingTask } from '../tunnel/task.ts';
import { checkPort, openTunnel } from '../tunnel/tunnel.ts';
import { type Credentials, localUrl, parseCredentials, readUrls } from './credentials.ts';
import { describeDatabase } from './described.ts';
import { databaseAvailable } from './migrate.ts';
import { noteMigrations } from './note-migrations.ts';

/** What is to be had while a tunnel is open. */
export type OpenTunnel = {
  credentials: Credentials;
  port: number;
  /** Of the database's owner, at this end of the tunnel. */
  url: string;
  /** Of the application's user, as it is inside the VPC. */
  applicationUrl: string;
  /** Resolves with the reason when the tunnel cannot be used any more. */
  broken: Promise<string>;
};

export type TunnelRequest = {
  /** What it is for, as others read it: "migrates the database". */
  why: string;
  /** 0 asks the system for one. */
  port: number;
};

/**
 * Holds the database awake, starts a task to go through, opens the tunnel, and closes all of it again however `use` ends.
 * What a command that was killed has left behind is ended first.
 * @throws StagingError when there is no image, no database, or no free port
 */
export async function throughTunnel<T>(
  { config, io }: Context,
  target: Target,
  { why, port }: TunnelRequest,
  use: (tunnel: OpenTunnel) => Promise<T>,
): Promise<T> {
  const client = target.clientOptions;
  const warn = (text: string) => io.err(text);
  await checkPort(port);
  const [urls, verified, { now }] = await Promise.all([
    readUrls(client),
    databaseAuthorities(config, target),
    worldTime(target),
  ]);
  const credentials = parseCredentials(urls.admin);
  const ended = await endLeftBehind({ ecs: new ECSClient(client), ssm: new SSMClient(client) }, FAMILY, now);
  for (const { by } of ended) io.err(`A tunnel of ${by} was left behind: its task was stopped.`);

  await using hold = await takeHold(target, { why, only: 'database', warn });
  await wakeDatabase({ io }, target);
  io.err('Starting a task to go through…');
  await using task = await startWaitingTask({ client, signal: io.signal, why, hold: hold.id, warn });
  await using tunnel = await openTunnel({
    client,
    port,
    warn,
    through: task.sessionTarget,
    to: { host: credentials.host, port: credentials.port },
    verification: { name: credentials.host, certificates: verified },
    isAlive: task.isAlive,
  });
  const url = localUrl(credentials, tunnel.port);
  const { broken } = tunnel;
  try {
    return await use({ credentials, port: tunnel.port, url, applicationUrl: urls.application, broken });
  } finally {
    if (tunnel.carried > 0) await note(url);
  }

  async function note(address: string): Promise<void> {
    try {
      const migration = await noteMigrations(client, address);
      if (migration) io.err(`The database was migrated meanwhile: ${migration} is written down.`);
    } catch (error) {
      warn(`Whether it was migrated is not known (${error instanceof Error ? error.message : error}).`);
    }
  }
}

/** The hold wakes it within a minute; asked by hand, the scheduler does it at once. */
export async function wakeDatabase({ io }: Pick<Context, 'io'>, target: Target): Promise<void> {
  const client = target.clientOptions;
  const database = await describeDatabase(new RDSClient(client));
  if (database === null) throw new StagingError('There is no database yet.', { hint: 'staging up' });
  const { status } = database;
  if (databaseServes(status)) return;
  io.err(`The database is ${status}: waking it. On AWS this takes five minutes or so…`);
  await callScheduler(target, { action: 'reconcile' });
  await databaseAvailable({ client, signal: io.signal, goesOn: 'Nothing is left behind.' });
}
