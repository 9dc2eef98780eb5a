import type { Command as Commander } from 'commander';
import * as z from 'zod';

/** Options of every command that looks at a target. */
export const targetOptions = z.object({ aws: z.boolean().default(false) });
/** Options of a read. */
export const readOptions = targetOptions.extend({ json: z.boolean().default(false) });
/** Options of a write. */
export const writeOptions = targetOptions.extend({
  dryRun: z.boolean().default(false),
  yes: z.boolean().default(false),
});

export function onTarget(command: Commander): Commander {
  return command.option('--aws', 'work on the real AWS account instead of the rehearsal (also STAGING_ON=aws)');
}

export function reads(command: Commander): Commander {
  return onTarget(command).option('--json', 'print JSON for programs');
}

export function writes(command: Commander): Commander {
  return onTarget(command)
    .option('--dry-run', 'print the exact call and change nothing')
    .option('--yes', 'do not ask (for scripts)');
}
