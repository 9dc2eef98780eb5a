import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { DATABASE } from '../../names.ts';
import type { ClientOptions } from '../../target/target.ts';
import { orNull } from '../look.ts';

/** The database as RDS describes it. Windows are in UTC, as RDS writes them: `03:00-03:30`, `wed:04:00-wed:04:30`. */
export type Database = {
  status: string;
  host: string;
  port: number;
  backupWindow: string;
  backupDays: number;
  maintenanceWindow: string;
  publiclyAccessible: boolean;
  groups: readonly string[];
};

export async function readDatabase(options: ClientOptions): Promise<Database | null> {
  const asked = new RDSClient(options).send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: DATABASE }));
  const found = (await orNull(asked))?.DBInstances?.[0];
  if (!found) return null;
  return {
    status: found.DBInstanceStatus ?? 'unknown',
    host: found.Endpoint?.Address ?? '',
    port: found.Endpoint?.Port ?? 5432,
    backupWindow: found.PreferredBackupWindow ?? '',
    backupDays: found.BackupRetentionPeriod ?? 0,
    maintenanceWindow: found.PreferredMaintenanceWindow ?? '',
    publiclyAccessible: found.PubliclyAccessible ?? false,
    groups: (found.VpcSecurityGroups ?? []).flatMap(({ VpcSecurityGroupId }) => VpcSecurityGroupId ?? []),
  };
}
