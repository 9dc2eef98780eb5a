import * as z from 'zod';
import { defineCommand } from '../../command.ts';
import { writeOptions, writes } from '../../command-options.ts';
import { named } from '../../secrets/named.ts';
import { writeSecret } from '../../secrets/write.ts';
import { findTarget } from '../../target/target.ts';

export const command = defineCommand({
  describe(command) {
    writes(command)
      .argument('<name>', 'as `staging secrets list` has it')
      .option('--restart', 'replace the tasks that have the one before, one after the other')
      .addHelpText(
        'after',
        `
It is typed without being shown, or piped in; never an argument, which others on the machine could read. What cannot be
that secret is refused: DATABASE_URL without sslmode=verify-full, a JWT_SECRET of less than 32 bytes.
MONGODB_URI, step by step: docs/mongodb-atlas.md

Examples:
  staging secrets set MONGODB_URI
  pass show atlas/staging | staging secrets set MONGODB_URI --restart`,
      );
  },
  options: writeOptions.extend({ restart: z.boolean().default(false) }),
  async run({ config, io }, options, [text = '']) {
    const name = named(text);
    const target = findTarget(config, io, options);
    return writeSecret({ target, io, name, options, value: () => io.askSecret(`${name} (it is not shown): `) });
  },
});
