import { defineCommand } from '../command.ts';
import { writeOptions, writes } from '../command-options.ts';
import { EXIT } from '../errors.ts';
import { runStep, sayStep } from '../infrastructure-run.ts';
import { confirm } from '../target/confirm.ts';
import { findTarget } from '../target/target.ts';
import { sayDone } from '../terragrunt/say.ts';

const LOSSES = [
  'This destroys all units, and with them:',
  '  the database with all its rows (no final snapshot is taken)',
  '  all images of web and API',
  '  the bucket of static assets with its content',
  '  the secrets that Terraform made (DATABASE_URL, DATABASE_ADMIN_URL, JWT_SECRET)',
  'Left behind in SSM, since a person put them there: MONGODB_URI, NOTICE_WEBHOOK, leases.',
].join('\n');

export const command = defineCommand({
  describe: (command) => writes(command),
  options: writeOptions,
  async run(context, options) {
    const { config, io } = context;
    const target = findTarget(config, io, options);
    if (options.dryRun) {
      io.out(sayStep(context, { action: 'destroy' }));
      return EXIT.yes;
    }
    await confirm(target, io, { what: LOSSES, yes: options.yes, always: true });
    for (const line of sayDone(await runStep(context, target, { action: 'destroy' }))) io.out(line);
    return EXIT.yes;
  },
});
