import * as z from 'zod';
import { defineCommand } from '../../command.ts';
import { writeOptions, writes } from '../../command-options.ts';
import { findTarget } from '../../target/target.ts';
import { migrate } from '../../tfstate/migrate.ts';
import { BACKENDS } from '../../tfstate/place.ts';

export const command = defineCommand({
  describe(command) {
    writes(command)
      .requiredOption('--to <backend>', BACKENDS.join(' or '))
      .addHelpText(
        'after',
        '\nThe bucket is made if it is not there: versioned, encrypted, closed to the public, over TLS only, and refused when\nanother account owns it. Every state is backed up and copied, every plan must be empty; then the former ones go.\nInterrupted anywhere, the same command goes on.\n\nExamples:\n  staging tfstate migrate --to s3 --dry-run\n  staging tfstate migrate --to s3 --aws\n  staging tfstate migrate --to local',
      );
  },
  options: writeOptions.extend({ to: z.enum(BACKENDS, { error: `one of ${BACKENDS.join(', ')}` }) }),
  run: (context, options) => migrate(context, findTarget(context.config, context.io, options), options),
});
