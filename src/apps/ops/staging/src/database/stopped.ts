import { RDSClient } from '@aws-sdk/client-rds';
import type { PlanSummary } from '@bookmark-manager/plan';
import { StagingError } from '../errors.ts';
import type { ClientOptions } from '../target/target.ts';
import { describeDatabase } from './described.ts';

/**
 * Stops an apply before it starts that would change the database while it sleeps: RDS refuses that, in the middle of the apply.
 * @throws StagingError that says how to wake it
 */
export async function refuseWhileStopped(client: ClientOptions, plans: Record<string, PlanSummary>): Promise<void> {
  const changes = Object.values(plans).flatMap(({ change }) => change.filter((one) => OF_A_DATABASE.test(one)));
  // Aurora in its sleep cannot even be destroyed.
  const gone = Object.values(plans).flatMap(({ remove }) => remove.filter(({ type }) => /^aws_rds_cluster/.test(type)));
  if (changes.length + gone.length === 0) return;
  const status = (await describeDatabase(new RDSClient(client)))?.status;
  if (status === undefined || !ASLEEP.test(status)) return;
  throw new StagingError(
    `This would change the database (${[...changes, ...gone.map(({ address }) => address)].join(', ')}), which is ${status}: RDS refuses that.`,
    {
      hint: 'Wake it and try again: staging start --for 1h, staging status, staging up',
    },
  );
}

const OF_A_DATABASE = /^(aws_db_instance|aws_rds_cluster|aws_rds_cluster_instance)\./;
const ASLEEP = /^(stopped|stopping|starting)$/;
