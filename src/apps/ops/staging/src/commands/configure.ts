import { hostname } from 'node:os';
import { EC2Client } from '@aws-sdk/client-ec2';
import { LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { defineCommand } from '../command.ts';
import { onTarget } from '../command-options.ts';
import { EXIT, StagingError } from '../errors.ts';
import { findTarget, type Target } from '../target/target.ts';
import { addAddresses } from '../tfvars/allow-list.ts';
import { readApplied } from '../tfvars/applied.ts';
import { cidrMistake, toCidr } from '../tfvars/cidr.ts';

export const command = defineCommand({
  describe(command) {
    onTarget(command)
      .option('--dry-run', 'print the file as it would be and change nothing')
      .addHelpText('after', '\nWith --aws it asks https://checkip.amazonaws.com; in the rehearsal it is 127.0.0.1.');
  },
  options: z.object({ aws: z.boolean().default(false), dryRun: z.boolean().default(false) }),
  async run({ config, io }, options) {
    const target = findTarget(config, io, options);
    const [address, applied] = await Promise.all([
      ownAddress(target),
      readApplied({
        ec2: new EC2Client(target.clientOptions),
        lambda: new LambdaClient(target.clientOptions),
      }),
    ]);
    await addAddresses({
      file: target.tfvars,
      applied,
      io,
      dryRun: options.dryRun,
      rehearsal: target.kind === 'rehearsal',
      additions: [address],
      why: target.kind === 'rehearsal' ? 'this machine' : hostname(),
    });
    return EXIT.yes;
  },
});

const CHECK_IP = 'https://checkip.amazonaws.com';

/** The address that the load balancer will see. */
async function ownAddress(target: Target): Promise<string> {
  if (target.kind === 'rehearsal') return '127.0.0.1';
  const answer = await fetch(CHECK_IP, { signal: AbortSignal.timeout(10_000) }).catch((cause: unknown) => {
    throw new StagingError(`${CHECK_IP} does not answer, so this machine's address is not known.`, {
      hint: 'Write it yourself: staging allow --aws add 203.0.113.10',
      cause,
    });
  });
  const text = (await answer.text()).trim();
  if (!answer.ok || cidrMistake(toCidr(text)))
    throw new StagingError(`${CHECK_IP} did not answer with an IPv4 address.`);
  return text;
}
