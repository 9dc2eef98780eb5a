import { SSMClient } from '@aws-sdk/client-ssm';
import type { Paint } from '../io.ts';
import { listLeases } from '../leases/list.ts';
import { leasesPage } from '../leases/page.ts';
import { readStoredLeases } from '../leases/read.ts';
import { PARAMETERS } from '../names.ts';
import type { Target } from '../target/target.ts';

/** What wins over the calendar in a running environment: its leases that have not ended. */
export async function leasesInForce(target: Target, shape: string, now: Date, paint: Paint): Promise<string[]> {
  const where = target.kind === 'aws' ? 'the AWS account' : 'the rehearsal';
  const { leases, unreadable } = listLeases(
    await readStoredLeases(new SSMClient(target.clientOptions), PARAMETERS),
    now,
  );
  const lasting = leases.filter(({ effect }) => effect !== 'ended');
  const other = target.kind === 'rehearsal' && target.run.shape !== undefined && target.run.shape !== shape;
  return [
    '',
    ...(other
      ? [paint('yellow', `! The rehearsal runs ${target.run.shape}: staging schedule --shape ${target.run.shape}`)]
      : []),
    lasting.length > 0
      ? `Leases in ${where}, which win over the calendar:`
      : `No lease in ${where}: the calendar decides.`,
    ...leasesPage({ leases: lasting, unreadable }, paint).map((line) => `  ${line}`),
  ];
}
