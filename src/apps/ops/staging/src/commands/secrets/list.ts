import { ECSClient } from '@aws-sdk/client-ecs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { defineCommand } from '../../command.ts';
import { readOptions, reads } from '../../command-options.ts';
import { EXIT } from '../../errors.ts';
import { listSecrets, secretCells } from '../../secrets/list.ts';
import { readStored } from '../../secrets/store.ts';
import { readUsers } from '../../secrets/users.ts';
import { findTarget } from '../../target/target.ts';
import { worldTime } from '../../target/time.ts';
import { table } from '../../text/table.ts';

export const command = defineCommand({
  describe(command) {
    reads(command).addHelpText(
      'after',
      '\nNo value is shown.\n\nExamples:\n  staging secrets list\n  staging secrets list --json',
    );
  },
  options: readOptions,
  async run({ config, io }, options) {
    const target = findTarget(config, io, options);
    const [stored, users, { now }] = await Promise.all([
      readStored(new SSMClient(target.clientOptions)),
      readUsers(new ECSClient(target.clientOptions)),
      worldTime(target),
    ]);
    const rows = listSecrets(stored, users);
    const { headings, cells } = secretCells(rows, now);
    if (options.json) io.out(JSON.stringify(rows, null, 2));
    else for (const line of table(headings, cells)) io.out(line);
    return EXIT.yes;
  },
});
