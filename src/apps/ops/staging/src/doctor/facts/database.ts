import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { type DescribedDatabase, describeDatabase } from '../../database/described.ts';
import { DATABASE } from '../../names.ts';
import type { ClientOptions } from '../../target/target.ts';

/** The database as RDS describes it, and whether the internet could reach it (of a cluster: any of its instances). */
export type Database = Omit<DescribedDatabase, 'createdAt'> & { publiclyAccessible: boolean };

export async function readDatabase(options: ClientOptions): Promise<Database | null> {
  const rds = new RDSClient(options);
  const found = await describeDatabase(rds);
  if (!found) return null;
  const { createdAt: _, ...database } = found;
  const Name = database.engine === 'rds' ? 'db-instance-id' : 'db-cluster-id';
  const { DBInstances = [] } = await rds.send(
    new DescribeDBInstancesCommand({ Filters: [{ Name, Values: [DATABASE] }] }),
  );
  return { ...database, publiclyAccessible: DBInstances.some(({ PubliclyAccessible }) => PubliclyAccessible === true) };
}
