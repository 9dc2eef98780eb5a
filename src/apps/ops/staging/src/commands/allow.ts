import { EC2Client } from '@aws-sdk/client-ec2';
import { LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { defineCommand } from '../command.ts';
import { onTarget } from '../command-options.ts';
import { EXIT, usageError } from '../errors.ts';
import { findTarget } from '../target/target.ts';
import { table } from '../text/table.ts';
import { addAddresses, removeAddress } from '../tfvars/allow-list.ts';
import { readApplied } from '../tfvars/applied.ts';
import { allowListOf, readTfvars } from '../tfvars/file.ts';

const options = z.object({
  aws: z.boolean().default(false),
  json: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  why: z.string().optional(),
});

export const command = defineCommand({
  describe(command) {
    onTarget(command)
      .argument('<action>', 'list, add or remove')
      .argument('[addresses...]', 'such as 203.0.113.10, or 203.0.113.0/24')
      .option('--why <text>', 'whose address it is: kept as a comment beside it')
      .option('--json', 'list as JSON')
      .option('--dry-run', 'print the file as it would be and change nothing')
      .addHelpText('after', '\nThe file is terraform.tfvars; what it says counts after `staging up`.');
  },
  options,
  async run({ config, io }, given, [action, ...addresses]) {
    if (action !== 'list' && action !== 'add' && action !== 'remove') {
      throw usageError(`allow: expected list, add or remove, found "${action}".`);
    }
    if (action !== 'list' && addresses.length === 0) throw usageError(`allow ${action}: which address?`);
    const target = findTarget(config, io, given);
    const applied = await readApplied({
      ec2: new EC2Client(target.clientOptions),
      lambda: new LambdaClient(target.clientOptions),
    });
    const change = { file: target.tfvars, applied, io, dryRun: given.dryRun, rehearsal: target.kind === 'rehearsal' };
    if (action === 'add') await addAddresses({ ...change, additions: addresses, why: given.why });
    else if (action === 'remove') await removeAddress({ ...change, addresses });
    else {
      const written = allowListOf(await readTfvars(target.tfvars), target.tfvars);
      const all = [...new Set([...written, ...applied])];
      const rows = all.map((address) => ({
        address,
        written: written.includes(address),
        applied: applied.includes(address),
      }));
      if (given.json) io.out(JSON.stringify(rows, null, 2));
      else {
        const yes = (is: boolean) => (is ? 'yes' : 'no');
        const cells = rows.map((row) => [row.address, yes(row.written), yes(row.applied)]);
        for (const line of table(['address', 'in terraform.tfvars', 'applied'], cells)) io.out(line);
      }
    }
    return EXIT.yes;
  },
});
