import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { DATABASE } from '../names.ts';
import type { ClientOptions } from '../target/target.ts';

/** The major version of PostgreSQL that the database runs. */
export async function serverMajor(client: ClientOptions): Promise<number> {
  const request = new DescribeDBInstancesCommand({ DBInstanceIdentifier: DATABASE });
  const { DBInstances } = await new RDSClient(client).send(request);
  return Number.parseInt(DBInstances?.[0]?.EngineVersion ?? '', 10);
}
