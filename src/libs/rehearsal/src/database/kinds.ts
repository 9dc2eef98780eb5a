/** What differs on the wire between a database that stands alone and one of Aurora: what it is called, and little else. */
export type Kind = {
  /** In operations, parameters and elements: `StopDBInstance`, `DBInstanceIdentifier`, `<DBInstance>`. */
  name: 'DBInstance' | 'DBCluster';
  engine: string;
  /** Element that holds its status. */
  status: string;
  /** Elements that hold its host names, the one that applications use first. */
  endpoints: readonly string[];
  /** Parameter that names the database to begin with. */
  databaseName: string;
  snapshot: 'DBSnapshot' | 'DBClusterSnapshot';
  restore: { operation: string; parameter: string };
  /** Codes of what RDS refuses. */
  fault: 'InvalidDBInstanceState' | 'InvalidDBClusterStateFault';
  snapshotFault: string;
  /** What it is kept under: RDS lets an instance and a cluster have the same name. */
  key(identifier: string): string;
};

export const INSTANCE: Kind = {
  name: 'DBInstance',
  engine: 'postgres',
  status: 'DBInstanceStatus',
  endpoints: ['Endpoint/Address'],
  databaseName: 'DBName',
  snapshot: 'DBSnapshot',
  restore: { operation: 'RestoreDBInstanceFromDBSnapshot', parameter: 'DBSnapshotIdentifier' },
  fault: 'InvalidDBInstanceState',
  snapshotFault: 'InvalidDBSnapshotState',
  key: (identifier) => identifier.toLowerCase(),
};

export const CLUSTER: Kind = {
  name: 'DBCluster',
  engine: 'aurora-postgresql',
  status: 'Status',
  endpoints: ['Endpoint', 'ReaderEndpoint'],
  databaseName: 'DatabaseName',
  snapshot: 'DBClusterSnapshot',
  restore: { operation: 'RestoreDBClusterFromSnapshot', parameter: 'SnapshotIdentifier' },
  fault: 'InvalidDBClusterStateFault',
  snapshotFault: 'InvalidDBClusterSnapshotStateFault',
  key: (identifier) => `${identifier.toLowerCase()}.cluster`,
};
