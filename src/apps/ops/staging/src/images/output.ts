import { readFile } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import type { Config, Environment } from '../config.ts';
import { interrupted, StagingError } from '../errors.ts';
import type { Service } from '../names.ts';
import { spawnGroup } from '../terragrunt/process.ts';
import { lacksSpace, saidByBuild } from './build-words.ts';
import { ownNode, SOURCES } from './sources.ts';

export type RunOptions = {
  config: Config;
  signal: AbortSignal;
  /** Told the id of each process group that is started; what is returned is disposed when the group has ended. */
  onStart?: ((group: number) => Disposable) | undefined;
  /** What goes on after an interruption, a sentence. */
  again?: string | undefined;
};

/** Builds a service into a folder: all that it needs besides Node. @throws StagingError with the build's own error */
export function buildOutput(service: Service, output: string, options: RunOptions): Promise<void> {
  const { root } = options.config;
  const args = ['scripts/build-image.ts', output];
  return runBuild(service, { command: ownNode(root), args, cwd: join(root, SOURCES[service]) }, options);
}

/**
 * Runs a program that builds a service. Every line of it is kept in a file.
 * @throws StagingError with the program's own error, or when the user interrupts
 */
export async function runBuild(
  service: Service,
  { environment, ...program }: { command: string; args: string[]; cwd: string; environment?: Environment },
  { config, signal, onStart, again = 'The same command goes on from here.' }: RunOptions,
): Promise<void> {
  const logFile = join(config.rehearsalDirectory, 'logs', `build-${service}.log`);
  const { code } = await spawnGroup({
    ...program,
    env: { ...config.environment, ...environment },
    logFile,
    signal,
    onStart: (group) => {
      // Terraform, which then only waits for AWS, goes first.
      setPriority(group, constants.priority.PRIORITY_BELOW_NORMAL);
      return onStart?.(group) ?? { [Symbol.dispose]: () => undefined };
    },
    onLine: () => undefined,
  });
  if (signal.aborted) throw interrupted('Interrupted while the images were built.', again);
  if (code === 0) return;
  throw failure(service, await readFile(logFile, 'utf8').catch(() => ''), logFile);
}

function failure(service: Service, output: string, logFile: string): StagingError {
  if (lacksSpace(output)) {
    return new StagingError(`${service} could not be built: there is no space left on the disk.`, {
      hint: 'Make some, and start again: it goes on from here.',
    });
  }
  const lines = saidByBuild(output).map((line) => `\n  ${line}`);
  return new StagingError(`${service} could not be built:${lines.join('')}`, {
    hint: `Every line of the build: ${logFile}`,
  });
}
