import {
  CreateDBClusterSnapshotCommand,
  CreateDBSnapshotCommand,
  DeleteDBClusterSnapshotCommand,
  DeleteDBSnapshotCommand,
  type RDSClient,
  StartDBClusterCommand,
  StartDBInstanceCommand,
} from '@aws-sdk/client-rds';
import type { DatabaseEngine } from '@bookmark-manager/schedule';
import { DATABASE } from '../names.ts';

type Rds = Pick<RDSClient, 'send'>;

type Calls = {
  start(rds: Rds): Promise<unknown>;
  takeSnapshot(rds: Rds, id: string): Promise<unknown>;
  deleteSnapshot(rds: Rds, id: string): Promise<unknown>;
  /** The same as taking a snapshot, as it would be typed. */
  sayTakeSnapshot(id: string): string;
  /** What a plan calls it, and people do. */
  address: string;
  name: string;
};

/** How each engine is started and kept. */
export const ENGINE_CALLS: Readonly<Record<DatabaseEngine, Calls>> = {
  rds: {
    start: (rds) => rds.send(new StartDBInstanceCommand({ DBInstanceIdentifier: DATABASE })),
    takeSnapshot: (rds, id) =>
      rds.send(new CreateDBSnapshotCommand({ DBInstanceIdentifier: DATABASE, DBSnapshotIdentifier: id })),
    deleteSnapshot: (rds, id) => rds.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier: id })),
    sayTakeSnapshot: (id) =>
      `aws rds create-db-snapshot --db-instance-identifier ${DATABASE} --db-snapshot-identifier ${id}`,
    address: 'aws_db_instance.this[0]',
    name: 'an RDS instance',
  },
  'aurora-serverless-v2': {
    start: (rds) => rds.send(new StartDBClusterCommand({ DBClusterIdentifier: DATABASE })),
    takeSnapshot: (rds, id) =>
      rds.send(new CreateDBClusterSnapshotCommand({ DBClusterIdentifier: DATABASE, DBClusterSnapshotIdentifier: id })),
    deleteSnapshot: (rds, id) => rds.send(new DeleteDBClusterSnapshotCommand({ DBClusterSnapshotIdentifier: id })),
    sayTakeSnapshot: (id) =>
      `aws rds create-db-cluster-snapshot --db-cluster-identifier ${DATABASE} --db-cluster-snapshot-identifier ${id}`,
    address: 'aws_rds_cluster.this[0]',
    name: 'an Aurora cluster',
  },
};
