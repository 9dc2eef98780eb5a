import type { FakeAws } from './testing.ts';

/** The fake's only database, asked as an instance or as a cluster. */
export const DATABASE_OPERATIONS = {
  DescribeDBInstances: ({ database }: FakeAws) => ({
    DBInstances: [{ DBInstanceStatus: there(database, 'DBInstance').status, InstanceCreateTime: database?.createdAt }],
  }),
  StartDBInstance: becomes('starting'),
  StopDBInstance: becomes('stopping'),
  DescribeDBClusters: ({ database }: FakeAws) => ({
    DBClusters: [{ Status: there(database, 'DBCluster').status, ClusterCreateTime: database?.createdAt }],
  }),
  StartDBCluster: becomes('starting'),
  StopDBCluster: becomes('stopping'),
};

function there(database: FakeAws['database'], what: string): NonNullable<FakeAws['database']> {
  if (database) return database;
  throw Object.assign(new Error(`${what} db not found.`), { name: `${what}NotFoundFault` });
}

function becomes(status: string): (aws: FakeAws) => unknown {
  return ({ database }) => Object.assign(database ?? {}, { status });
}
