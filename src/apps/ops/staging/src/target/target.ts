import type { Config, Environment } from '../config.ts';
import { adopt } from '../config.ts';
import type { Io } from '../io.ts';
import { REGION } from '../names.ts';
import { rehearsedBackend } from '../tfstate/backend.ts';
import { awsEnvironment, REHEARSAL_KEY, rehearsalEnvironment } from './environment.ts';
import { type RunFile, readRunFile } from './run-file.ts';
import { tfvarsFile } from './tfvars-file.ts';
import { trust } from './trust.ts';

/** Where a command works: the running rehearsal, or the real account. */
export type Target = {
  /** The whole environment of a program that is to reach it. */
  environment: Environment;
  /** Options for every AWS SDK client. */
  clientOptions: ClientOptions;
  /** The file that holds the allow-list. */
  tfvars: string;
} & ({ kind: 'rehearsal'; run: RunFile } | { kind: 'aws' });

export type RehearsalTarget = Extract<Target, { kind: 'rehearsal' }>;

export type ClientOptions = {
  region: string;
  maxAttempts: number;
  endpoint?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
  disableHostPrefix?: boolean;
};

/**
 * The target that the options and the environment name. The process's own environment becomes the target's.
 * @throws StagingError when no rehearsal runs.
 */
export function findTarget(config: Config, io: Io, options: { aws?: boolean | undefined }): Target {
  const target = options.aws || config.onAws ? realAccount(config, io) : rehearsal(config);
  adopt(target.environment);
  return target;
}

function rehearsal(config: Config): Target {
  const run = readRunFile(config.rehearsalDirectory);
  // Only then: to read all certificates takes a moment, and most commands never ask the door.
  if (run.certificateAuthority && run.door.startsWith('https:')) trust(run.certificateAuthority);
  return rehearsalTarget(config, run);
}

/** The rehearsal that `run` describes, running already or about to. */
export function rehearsalTarget(config: Config, run: RunFile): RehearsalTarget {
  const directory = config.rehearsalDirectory;
  const shape = run.shape ?? config.environment.STAGING_SHAPE;
  const place = { endpoint: run.endpoint, directory, backend: rehearsedBackend(directory), shape };
  return {
    kind: 'rehearsal',
    run,
    environment: rehearsalEnvironment(config.environment, place),
    clientOptions: {
      region: REGION,
      maxAttempts: 2,
      endpoint: run.endpoint,
      credentials: { accessKeyId: REHEARSAL_KEY, secretAccessKey: REHEARSAL_KEY },
      disableHostPrefix: true,
    },
    tfvars: tfvarsFile(config, 'rehearsal'),
  };
}

function realAccount(config: Config, io: Io): Target {
  const { environment, dropped } = awsEnvironment(config.environment);
  if (dropped.length > 0) io.err(`On AWS: ${dropped.join(', ')} left out of account.`);
  return {
    kind: 'aws',
    environment,
    clientOptions: { region: REGION, maxAttempts: 3 },
    tfvars: tfvarsFile(config, 'aws'),
  };
}
