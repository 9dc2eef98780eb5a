import {
  type DBCluster,
  type DBInstance,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  type RDSClient,
} from '@aws-sdk/client-rds';
import type { DatabaseEngine } from '@bookmark-manager/schedule';
import { DATABASE } from '../names.ts';

/** The environment's database as RDS describes it, whichever of the two it is. Windows are in UTC, as RDS writes them. */
export type DescribedDatabase = {
  engine: DatabaseEngine;
  status: string;
  createdAt: Date | undefined;
  /** Of PostgreSQL: `18.4`. */
  version: string;
  host: string;
  port: number;
  backupWindow: string;
  backupDays: number;
  maintenanceWindow: string;
  /** Ids of its security groups. */
  groups: readonly string[];
};

type Rds = Pick<RDSClient, 'send'>;

/** Asks for an instance and for a cluster of that name at once; null when there is neither. One that is going gives way to the other. */
export async function describeDatabase(rds: Rds, id: string = DATABASE): Promise<DescribedDatabase | null> {
  const [instance, cluster] = await Promise.all([
    orUndefined(rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: id }))),
    orUndefined(rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: id }))),
  ]);
  const found = [...(cluster?.DBClusters ?? []).map(ofCluster), ...(instance?.DBInstances ?? []).map(ofInstance)];
  return found.find(({ status }) => status !== 'deleting') ?? found[0] ?? null;
}

/** What RDS says of a database that is not there. */
const NOT_THERE = /^DB(Instance|Cluster)NotFound/;

async function orUndefined<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && NOT_THERE.test(error.name)) return undefined;
    throw error;
  }
}

function ofInstance(found: DBInstance): DescribedDatabase {
  return {
    engine: 'rds',
    status: found.DBInstanceStatus ?? 'unknown',
    createdAt: found.InstanceCreateTime,
    host: found.Endpoint?.Address ?? '',
    port: found.Endpoint?.Port ?? 5432,
    ...common(found),
  };
}

function ofCluster(found: DBCluster): DescribedDatabase {
  return {
    engine: 'aurora-serverless-v2',
    status: found.Status ?? 'unknown',
    createdAt: found.ClusterCreateTime,
    host: found.Endpoint ?? '',
    port: found.Port ?? 5432,
    ...common(found),
  };
}

function common(found: DBInstance | DBCluster) {
  return {
    version: found.EngineVersion ?? '',
    backupWindow: found.PreferredBackupWindow ?? '',
    backupDays: found.BackupRetentionPeriod ?? 0,
    maintenanceWindow: found.PreferredMaintenanceWindow ?? '',
    groups: (found.VpcSecurityGroups ?? []).flatMap(({ VpcSecurityGroupId }) => VpcSecurityGroupId ?? []),
  };
}
