import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  RunTaskCommand,
  type Task,
} from '@aws-sdk/client-ecs';
import { RDSClient } from '@aws-sdk/client-rds';
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { databaseServes, migrationsParameter } from '@bookmark-manager/schedule';
import * as z from 'zod';
import { StagingError } from '../errors.ts';
import { CLUSTER, LOG_GROUPS, PARAMETERS, PREFIX, serviceName } from '../names.ts';
import { poll } from '../poll.ts';
import type { ClientOptions } from '../target/target.ts';
import { describeDatabase } from './described.ts';

const CONTAINER = 'migrate';

export type MigrationOptions = { client: ClientOptions; signal: AbortSignal };

/** What to migrate with: a revision of its own (an image that is not deployed yet), and what to type after an interruption. */
export type MigrationTask = { taskDefinition?: string; goesOn?: string };

/** A task of the migration and how it is to be called, unless as the task definition says; `what` it does, for an error. */
type MigrationCall = MigrationOptions & MigrationTask & { command?: readonly string[]; what?: string };

/** The last migration that was applied; null before the first. */
export async function appliedMigration({ client }: MigrationOptions): Promise<string | null> {
  const request = new GetParameterCommand({ Name: migrationsParameter(PARAMETERS) });
  const found = await new SSMClient(client).send(request).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'ParameterNotFound') return undefined;
    throw error;
  });
  return found?.Parameter?.Value ?? null;
}

/**
 * Runs the migration as a one-off task of the API's image, waits for its end, and writes down what it applied.
 * @throws StagingError with the task's own last words when it fails
 */
export async function migrate(options: MigrationOptions & MigrationTask): Promise<string> {
  const { migration } = await runMigration(options, said);
  await writeMigration(options.client, migration);
  return migration;
}

/** Writes down which migration the database has. */
export async function writeMigration(client: ClientOptions, migration: string): Promise<void> {
  const Name = migrationsParameter(PARAMETERS);
  await new SSMClient(client).send(
    new PutParameterCommand({ Name, Value: migration, Type: 'String', Overwrite: true }),
  );
}

/**
 * Runs the task, waits for its end, and gives what it says last.
 * @throws StagingError with its own last words when it fails, or does not say what was expected
 */
export async function runMigration<T>(options: MigrationCall, expected: z.ZodType<T>): Promise<T> {
  const {
    client,
    signal,
    taskDefinition = `${PREFIX}-${CONTAINER}`,
    goesOn,
    command,
    what = 'The migration',
  } = options;
  await databaseAvailable(options);
  const ecs = new ECSClient(client);
  const task = await runTask(ecs, taskDefinition, command);
  const look = async () => {
    const { tasks } = await ecs.send(new DescribeTasksCommand({ cluster: CLUSTER, tasks: [task] }));
    return tasks?.[0]?.lastStatus === 'STOPPED' ? tasks[0] : undefined;
  };
  const ended = await poll(signal, 'the migration', look, { next: goesOn });
  const words = await lastWords(client, task);
  const exitCode = ended.containers?.find(({ name }) => name === CONTAINER)?.exitCode;
  const { data } = expected.safeParse(parseJson(words.at(-1)));
  if (exitCode !== 0 || data === undefined) throw failure(what, ended, words);
  return data;
}

/** What the migration task prints last. */
const said = z.object({ migration: z.string() });

/** Waits until the database answers. Whoever waits holds it awake, or waits in vain. */
export async function databaseAvailable(options: MigrationOptions & Pick<MigrationTask, 'goesOn'>): Promise<void> {
  const { client, signal, goesOn } = options;
  const rds = new RDSClient(client);
  const look = async () => databaseServes((await describeDatabase(rds))?.status ?? '') || undefined;
  await poll(signal, 'the database', look, { next: goesOn });
}

/** In the API's own network. */
async function runTask(ecs: ECSClient, taskDefinition: string, command?: readonly string[]): Promise<string> {
  const service = serviceName('api');
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster: CLUSTER, services: [service] }));
  const { tasks, failures } = await ecs.send(
    new RunTaskCommand({
      cluster: CLUSTER,
      taskDefinition,
      launchType: 'FARGATE',
      networkConfiguration: services?.[0]?.networkConfiguration,
      ...(command && { overrides: { containerOverrides: [{ name: CONTAINER, command: [...command] }] } }),
      startedBy: 'migration',
    }),
  );
  const arn = tasks?.[0]?.taskArn;
  if (arn === undefined)
    throw new StagingError(`The migration could not be started: ${failures?.[0]?.reason ?? 'no task'}.`);
  return arn;
}

async function lastWords(client: ClientOptions, task: string): Promise<string[]> {
  const logStreamName = `${CONTAINER}/${CONTAINER}/${task.slice(task.lastIndexOf('/') + 1)}`;
  const request = new GetLogEventsCommand({ logGroupName: LOG_GROUPS.api, logStreamName, limit: 10 });
  const { events = [] } = await new CloudWatchLogsClient(client).send(request).catch(() => ({ events: [] }));
  return events.map(({ message = '' }) => message);
}

/** What Node says of a program that is not in the image. */
const NO_PROGRAM = /MODULE_NOT_FOUND/;

function failure(what: string, { stoppedReason, taskArn = '' }: Task, words: readonly string[]): StagingError {
  if (words.some((line) => NO_PROGRAM.test(line))) {
    return new StagingError('The image of the API is older than this command: it has no program for that.', {
      hint: 'Deploy one of this checkout: staging deploy api. Migrations can be looked at from here: staging db migrate --status --tunnel',
    });
  }
  const lines = [`${what} failed: ${stoppedReason ?? 'it stopped'}.`, ...words.map((line) => `  ${line}`)];
  return new StagingError(lines.join('\n'), { hint: `staging tasks, staging logs api; the task is ${taskArn}` });
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
