import { ECSClient } from '@aws-sdk/client-ecs';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { PlanSummary } from '@bookmark-manager/plan';
import type { Io } from '../io.ts';
import type { Target } from '../target/target.ts';
import { findOldSecrets } from './old.ts';
import { replaceTasks } from './users.ts';

/**
 * Has the tasks replaced that run with a secret from before these plans were applied: ECS gives a task its secrets when it starts,
 * and compute may have rolled out while the database, which its address is made of, was still being made.
 */
export async function renewTasks(
  { clientOptions }: Pick<Target, 'clientOptions'>,
  io: Pick<Io, 'err'>,
  plans: Readonly<Record<string, PlanSummary>>,
): Promise<void> {
  if (!changesSecrets(plans)) return;
  const clients = { ecs: new ECSClient(clientOptions), ssm: new SSMClient(clientOptions) };
  for (const { service, names } of await findOldSecrets(clients)) {
    await replaceTasks(clients.ecs, service);
    io.err(`${service} ran with an older ${names.join(' and ')}: its tasks are being replaced.`);
  }
}

/** Whether plans write a parameter that there was before; in a new environment nothing runs yet. */
export function changesSecrets(plans: Readonly<Record<string, PlanSummary>>): boolean {
  return Object.values(plans).some(({ change, remove }) =>
    [...change, ...remove.map(({ address }) => address)].some((address) => /(^|\.)aws_ssm_parameter\./.test(address)),
  );
}
