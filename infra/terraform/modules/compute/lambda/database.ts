import {
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  type RDSClient,
  StartDBClusterCommand,
  StartDBInstanceCommand,
  StopDBClusterCommand,
  StopDBInstanceCommand,
} from '@aws-sdk/client-rds';
import type { DatabaseEngine } from '@bookmark-manager/schedule';

type Rds = Pick<RDSClient, 'send'>;

type Calls = {
  /** What it is now; undefined: there is none. */
  look(rds: Rds, id: string): Promise<{ status: string | undefined; createdAt: Date | undefined } | undefined>;
  start(rds: Rds, id: string): Promise<unknown>;
  stop(rds: Rds, id: string): Promise<unknown>;
};

/** How each engine is asked: what stands alone is an instance, Aurora is a cluster. */
export const DATABASE_CALLS = {
  rds: {
    async look(rds, DBInstanceIdentifier) {
      const { DBInstances } = await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier }));
      const [found] = DBInstances ?? [];
      return found && { status: found.DBInstanceStatus, createdAt: found.InstanceCreateTime };
    },
    start: (rds, DBInstanceIdentifier) => rds.send(new StartDBInstanceCommand({ DBInstanceIdentifier })),
    stop: (rds, DBInstanceIdentifier) => rds.send(new StopDBInstanceCommand({ DBInstanceIdentifier })),
  },
  'aurora-serverless-v2': {
    async look(rds, DBClusterIdentifier) {
      const { DBClusters } = await rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier }));
      const [found] = DBClusters ?? [];
      return found && { status: found.Status, createdAt: found.ClusterCreateTime };
    },
    start: (rds, DBClusterIdentifier) => rds.send(new StartDBClusterCommand({ DBClusterIdentifier })),
    stop: (rds, DBClusterIdentifier) => rds.send(new StopDBClusterCommand({ DBClusterIdentifier })),
  },
} satisfies Record<DatabaseEngine, Calls>;

/** What AWS says of one that is not there. */
export const NO_DATABASE = /^DB(Instance|Cluster)NotFound/;

/** AWS refuses to start what starts already: another firing, or a call that worked though its answer was lost. */
export const ON_ITS_WAY = /^InvalidDB(Instance|Cluster)State/;
