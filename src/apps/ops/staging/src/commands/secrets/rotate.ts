import { defineCommand } from '../../command.ts';
import { writeOptions, writes } from '../../command-options.ts';
import { createTools } from '../../deploy/tools.ts';
import { EXIT, usageError } from '../../errors.ts';
import { named } from '../../secrets/named.ts';
import type { SecretName } from '../../secrets/names.ts';
import { rotationCalls } from '../../secrets/rotate/calls.ts';
import { isRotatable, type Rotatable, rotate } from '../../secrets/rotate/rotate.ts';
import { confirm } from '../../target/confirm.ts';
import { findTarget } from '../../target/target.ts';

/** Who has to be asked for another one. */
const ELSEWHERE = {
  DATABASE_ADMIN_URL:
    'password_version in infra/terraform/envs/staging/database/terragrunt.hcl, one more than before; then: staging up',
  MONGODB_URI: 'In Atlas first, then: staging secrets set MONGODB_URI --restart',
  NOTICE_WEBHOOK: 'Where notices are posted, then: staging secrets set NOTICE_WEBHOOK',
} satisfies Record<Exclude<SecretName, Rotatable>, string>;

export const command = defineCommand({
  describe(command) {
    writes(command)
      .argument('<name>', 'DATABASE_URL or JWT_SECRET')
      .addHelpText(
        'after',
        `
No request fails meanwhile, and nobody is signed out: what is old stays good until nothing uses it.
DATABASE_URL   two users of the database take turns. The idle one gets a new password, the tasks are replaced, and the one
               before loses its own.
JWT_SECRET     every task learns the next key, then all sign with it; tokens of the one before are good for a day.
Asleep it works too: for DATABASE_URL the database is woken. Cut short anywhere, the next call goes on from there.
For one that has leaked, at once and for all: staging secrets generate JWT_SECRET --restart

Examples:
  staging secrets rotate DATABASE_URL
  staging secrets rotate JWT_SECRET --dry-run`,
      );
  },
  options: writeOptions,
  async run(context, options, [text = '']) {
    const name = named(text);
    if (!isRotatable(name)) throw usageError(`${name} cannot be rotated from here.`, ELSEWHERE[name]);
    const target = findTarget(context.config, context.io, options);
    if (options.dryRun) {
      for (const line of rotationCalls(name)) context.io.out(line);
      return EXIT.yes;
    }
    const what = `This will rotate ${name}, and replace the tasks that use it.`;
    await confirm(target, context.io, { what, yes: options.yes, always: false });
    for (const line of await rotate(createTools(context, target), name)) context.io.out(line);
    return EXIT.yes;
  },
});
