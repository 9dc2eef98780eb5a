import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ImageStore } from '@bookmark-manager/rehearsal';
import type { Config } from '../config.ts';
import { interrupted, StagingError } from '../errors.ts';
import { type Service, serviceName } from '../names.ts';
import { spawnGroup } from '../terragrunt/process.ts';
import { lacksSpace, saidByBuild } from './build-words.ts';

/** Where each service's sources are. */
const SOURCES: Record<Service, string> = { web: 'src/apps/frontend/web', api: 'src/apps/web-api/core' };

export type Built = { service: Service; digest: string; migration: string | null; commit: string | null };

export type BuildOptions = {
  config: Config;
  images: ImageStore;
  signal: AbortSignal;
  onStart(group: number): Disposable;
};

/**
 * Builds a service and stores the output as an image, tagged `latest` too.
 * @throws StagingError with a failed build's own error
 */
export async function buildImage(service: Service, options: BuildOptions): Promise<Built> {
  const { config, images, signal } = options;
  const output = await mkdtemp(join(tmpdir(), `image-${service}-`));
  try {
    await runBuild(service, output, options);
    const repository = serviceName(service);
    const digest = await images.add(repository, output);
    await images.tag(repository, 'latest', digest);
    return { service, digest, migration: await neededMigration(output), commit: await commitOf(config.root, signal) };
  } finally {
    await rm(output, { recursive: true, force: true });
  }
}

async function runBuild(service: Service, output: string, { config, signal, onStart }: BuildOptions): Promise<void> {
  const logFile = join(config.rehearsalDirectory, 'logs', `build-${service}.log`);
  const { code } = await spawnGroup({
    command: process.execPath,
    args: ['scripts/build-image.ts', output],
    cwd: join(config.root, SOURCES[service]),
    env: config.environment,
    logFile,
    signal,
    onStart: (group) => {
      // Terraform, which then only waits for AWS, goes first.
      setPriority(group, constants.priority.PRIORITY_BELOW_NORMAL);
      return onStart(group);
    },
    onLine: () => undefined,
  });
  if (signal.aborted) throw interrupted('Interrupted while the images were built.', 'npm start goes on from here.');
  if (code === 0) return;
  throw failure(service, await readFile(logFile, 'utf8').catch(() => ''), logFile);
}

function failure(service: Service, output: string, logFile: string): StagingError {
  if (lacksSpace(output)) {
    return new StagingError(`${service} could not be built: there is no space left on the disk.`, {
      hint: 'Make some; npm start goes on from here.',
    });
  }
  const lines = saidByBuild(output).map((line) => `\n  ${line}`);
  return new StagingError(`${service} could not be built:${lines.join('')}`, {
    hint: `Every line of the build: ${logFile}`,
  });
}

/** The last migration that an image brings along is the one that it needs. */
async function neededMigration(image: string): Promise<string | null> {
  const entries = await readdir(join(image, 'migrations'), { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return names.sort().at(-1) ?? null;
}

async function commitOf(root: string, signal: AbortSignal): Promise<string | null> {
  const git = promisify(execFile)('git', ['rev-parse', 'HEAD'], { cwd: root, signal });
  return git.then(({ stdout }) => stdout.trim()).catch(() => null);
}
