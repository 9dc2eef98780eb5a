import { SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod';
import { defineCommand } from '../../command.ts';
import { onTarget, targetOptions } from '../../command-options.ts';
import { EXIT, usageError } from '../../errors.ts';
import { named } from '../../secrets/named.ts';
import { readValue } from '../../secrets/store.ts';
import { findTarget } from '../../target/target.ts';

export const command = defineCommand({
  describe(command) {
    onTarget(command)
      .argument('<name>', 'as `staging secrets list` has it')
      .option('--show', 'print it also where nobody reads along: into a file or a pipe')
      .addHelpText(
        'after',
        '\nExamples:\n  staging secrets get JWT_SECRET\n  staging secrets get DATABASE_URL --show | pbcopy',
      );
  },
  options: targetOptions.extend({ show: z.boolean().default(false) }),
  async run({ config, io }, options, [name = '']) {
    const secret = named(name);
    // What is piped ends in files and in logs of CI: that is asked for by name.
    if (!io.seen && !options.show) {
      throw usageError(`${secret} is shown on a terminal only.`, 'Into a pipe or a file: add --show');
    }
    io.out(await readValue(new SSMClient(findTarget(config, io, options).clientOptions), secret));
    return EXIT.yes;
  },
});
