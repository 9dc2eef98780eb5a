import {
  DescribeDBClusterParametersCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeDBParametersCommand,
  type Parameter,
  type RDSClient,
} from '@aws-sdk/client-rds';
import { CLUSTER, INSTANCE } from './kinds.ts';

/**
 * Whether the parameter group of an instance or cluster refuses connections without TLS: `rds.force_ssl` is 1 by default since
 * PostgreSQL 15 (Aurora: 17). Undefined: the emulator does not know it.
 */
export async function forcesTls(rds: RDSClient, key: string): Promise<boolean | undefined> {
  const { DBInstances = [] } = await rds.send(new DescribeDBInstancesCommand({}));
  const instance = DBInstances.find(({ DBInstanceIdentifier = '' }) => INSTANCE.key(DBInstanceIdentifier) === key);
  if (instance) {
    return decided(instance.DBParameterGroups?.[0]?.DBParameterGroupName, async (DBParameterGroupName) => {
      return (await rds.send(new DescribeDBParametersCommand({ DBParameterGroupName }))).Parameters;
    });
  }
  const { DBClusters = [] } = await rds.send(new DescribeDBClustersCommand({}));
  const cluster = DBClusters.find(({ DBClusterIdentifier = '' }) => CLUSTER.key(DBClusterIdentifier) === key);
  return (
    cluster &&
    decided(cluster.DBClusterParameterGroup, async (DBClusterParameterGroupName) => {
      return (await rds.send(new DescribeDBClusterParametersCommand({ DBClusterParameterGroupName }))).Parameters;
    })
  );
}

async function decided(
  group: string | undefined,
  read: (group: string) => Promise<Parameter[] | undefined>,
): Promise<boolean> {
  if (!group || group.startsWith('default.')) return true;
  const parameters = (await read(group)) ?? [];
  return parameters.find(({ ParameterName }) => ParameterName === 'rds.force_ssl')?.ParameterValue !== '0';
}
