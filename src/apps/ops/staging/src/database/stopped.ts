import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import type { PlanSummary } from '@bookmark-manager/plan';
import { StagingError } from '../errors.ts';
import { DATABASE } from '../names.ts';
import type { ClientOptions } from '../target/target.ts';

/**
 * Stops an apply before it starts that would change the database while it sleeps: RDS refuses that, in the middle of the apply.
 * @throws StagingError that says how to wake it
 */
export async function refuseWhileStopped(client: ClientOptions, plans: Record<string, PlanSummary>): Promise<void> {
  const changes = Object.values(plans).flatMap(({ change }) => change.filter((one) => /^aws_db_instance\./.test(one)));
  if (changes.length === 0) return;
  const status = await statusOf(client);
  if (status === undefined || !ASLEEP.test(status)) return;
  throw new StagingError(
    `This would change the database (${changes.join(', ')}), which is ${status}: RDS refuses that.`,
    {
      hint: 'Wake it and try again: staging start --for 1h, staging status, staging up',
    },
  );
}

const ASLEEP = /^(stopped|stopping|starting)$/;

async function statusOf(client: ClientOptions): Promise<string | undefined> {
  const request = new DescribeDBInstancesCommand({ DBInstanceIdentifier: DATABASE });
  try {
    return (await new RDSClient(client).send(request)).DBInstances?.[0]?.DBInstanceStatus;
  } catch (error) {
    if (error instanceof Error && /^DBInstanceNotFound/.test(error.name)) return undefined;
    throw error;
  }
}
