import { ECSClient } from '@aws-sdk/client-ecs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { defineCommand } from '../../command.ts';
import { readOptions, reads } from '../../command-options.ts';
import { EXIT, isStagingError } from '../../errors.ts';
import { listSecrets, secretCells } from '../../secrets/list.ts';
import { findOldSecrets, sayOld } from '../../secrets/old.ts';
import { readRotations, sayRotation } from '../../secrets/rotate/note.ts';
import { readStored } from '../../secrets/store.ts';
import { readUsers } from '../../secrets/users.ts';
import { findTarget } from '../../target/target.ts';
import { worldTime } from '../../target/time.ts';
import { table } from '../../text/table.ts';

export const command = defineCommand({
  describe(command) {
    reads(command).addHelpText(
      'after',
      '\nNo value is shown. It says when tasks that run have an older one, and when a rotation was cut short.\n\nExamples:\n  staging secrets list\n  staging secrets list --json',
    );
  },
  options: readOptions,
  async run({ config, io }, options) {
    const target = findTarget(config, io, options);
    const ssm = new SSMClient(target.clientOptions);
    const ecs = new ECSClient(target.clientOptions);
    const [stored, users, old, rotations, { now }] = await Promise.all([
      readStored(ssm),
      readUsers(ecs),
      findOldSecrets({ ecs, ssm }).catch(noneIfNotApplied),
      readRotations(ssm),
      worldTime(target),
    ]);
    const rows = listSecrets(stored, users, old);
    const { headings, cells } = secretCells(rows, now);
    if (options.json) io.out(JSON.stringify(rows, null, 2));
    else for (const line of table(headings, cells)) io.out(line);
    for (const each of old) io.err(sayOld(each));
    for (const rotation of rotations) io.err(sayRotation(rotation));
    return EXIT.yes;
  },
});

/** Before compute there are secrets, and nobody who uses them. */
function noneIfNotApplied(error: unknown): [] {
  if (isStagingError(error)) return [];
  throw error;
}
