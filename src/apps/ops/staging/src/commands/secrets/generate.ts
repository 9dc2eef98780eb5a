import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { defineCommand } from '../../command.ts';
import { writeOptions, writes } from '../../command-options.ts';
import { usageError } from '../../errors.ts';
import { named } from '../../secrets/named.ts';
import { type Known, SECRETS } from '../../secrets/names.ts';
import { writeSecret } from '../../secrets/write.ts';
import { findTarget } from '../../target/target.ts';

export const command = defineCommand({
  describe(command) {
    writes(command)
      .argument('<name>', 'JWT_SECRET')
      .option('--restart', 'replace the tasks that have the one before, one after the other')
      .addHelpText(
        'after',
        '\nMade here by the system, written, and shown to nobody. A new JWT_SECRET signs everybody out;\nstaging secrets rotate JWT_SECRET does not.\n\nExamples:\n  staging secrets generate JWT_SECRET\n  staging secrets generate JWT_SECRET --restart',
      );
  },
  options: writeOptions.extend({ restart: z.boolean().default(false) }),
  async run({ config, io }, options, [text = '']) {
    const name = named(text);
    const { generated }: Known = SECRETS[name];
    if (generated === undefined) {
      throw usageError(`${name} cannot be made up: somebody has to give it.`, `staging secrets set ${name}`);
    }
    const target = findTarget(config, io, options);
    const value = async () => randomBytes(generated.bytes).toString('base64url');
    return writeSecret({ target, io, name, options, value });
  },
});
