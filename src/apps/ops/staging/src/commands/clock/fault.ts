import * as z from 'zod';
import { type FaultRequest, makeFault, readFaults } from '../../clock/client.ts';
import { changesClock, clockWriteOptions, curl, findRehearsal } from '../../clock/rehearsal-only.ts';
import { sayFault } from '../../clock/say.ts';
import { defineCommand } from '../../command.ts';
import { EXIT, usageError } from '../../errors.ts';

const OF = ['database', 'web', 'api'] as const;

const options = clockWriteOptions.extend({
  of: z.enum(OF, { error: `one of ${OF.join(', ')}` }).optional(),
  times: z.coerce.number({ error: 'expected a whole number' }).int().min(1).max(1000).optional(),
});

export const command = defineCommand({
  describe(command) {
    changesClock(command)
      .argument('[fault]', 'database-restart, capacity, or none: it ends them; without it they are listed')
      .option('--of <what>', `capacity: what AWS has no room for (${OF.join(', ')})`)
      .option('--times <n>', 'capacity: how often (without it until `none`)')
      .addHelpText(
        'after',
        `
database-restart   AWS starts a stopped database by itself, as it does after seven days
capacity           AWS has no room for the database, or for a task of web or api

Examples:
  staging clock fault database-restart
  staging clock fault capacity --of database --times 3
  staging clock fault none`,
      );
  },
  options,
  async run({ config, io }, given, [name]) {
    const request = name === undefined ? undefined : requestOf(name, given);
    const { endpoint } = findRehearsal(config, io, given).run;
    if (request && given.dryRun) {
      io.out(curl(endpoint, 'faults', request));
      return EXIT.yes;
    }
    const faults = request ? await makeFault(endpoint, request) : await readFaults(endpoint);
    if (faults.length === 0) io.out(request?.fault === 'database-restart' ? 'Done.' : 'No fault waits or lasts.');
    for (const fault of faults) io.out(sayFault(fault));
    return EXIT.yes;
  },
});

function requestOf(name: string, { of, times }: z.infer<typeof options>): FaultRequest {
  if (name === 'capacity') {
    if (of === undefined) throw usageError(`clock fault capacity: of what? --of ${OF.join('|')}`);
    return { fault: name, of, ...(times === undefined ? {} : { times }) };
  }
  if (name !== 'database-restart' && name !== 'none') {
    throw usageError(`clock fault: expected database-restart, capacity or none, found "${name}".`);
  }
  if (of !== undefined || times !== undefined) throw usageError('clock fault: --of and --times are for capacity.');
  return { fault: name };
}
