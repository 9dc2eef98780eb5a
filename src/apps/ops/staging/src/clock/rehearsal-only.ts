import { type Command as Commander, Option } from 'commander';
import * as z from 'zod';
import type { Config } from '../config.ts';
import { usageError } from '../errors.ts';
import type { Io } from '../io.ts';
import { findTarget, type RehearsalTarget } from '../target/target.ts';

/** Options of what only a rehearsal has. */
export const rehearsalOptions = z.object({ aws: z.boolean().default(false) });
export const clockReadOptions = rehearsalOptions.extend({ json: z.boolean().default(false) });
export const clockWriteOptions = rehearsalOptions.extend({ dryRun: z.boolean().default(false) });

/** `--aws` is understood, so that it can be told why it is refused. */
export function onRehearsal(command: Commander): Commander {
  return command.addOption(new Option('--aws').hideHelp());
}

export function readsClock(command: Commander): Commander {
  return onRehearsal(command).option('--json', 'print JSON for programs');
}

export function changesClock(command: Commander): Commander {
  return onRehearsal(command).option('--dry-run', 'print the exact call and change nothing');
}

/**
 * The running rehearsal.
 * @throws StagingError on AWS, and when none runs
 */
export function findRehearsal(config: Config, io: Io, { aws }: { aws: boolean }): RehearsalTarget {
  if (aws || config.onAws) {
    throw usageError(
      'On AWS nobody moves the clock: `staging clock` is for the rehearsal.',
      'Without --aws: npm start',
    );
  }
  const target = findTarget(config, io, {});
  if (target.kind === 'aws') throw new Error('The rehearsal was asked for, and AWS was found.');
  return target;
}

/** The call, as it can be typed. */
export function curl(endpoint: string, page: string, body: unknown): string {
  const json = JSON.stringify(body).replaceAll("'", "'\\''");
  return `curl -H 'content-type: application/json' -d '${json}' ${new URL(`/_rehearsal/${page}`, endpoint)}`;
}
