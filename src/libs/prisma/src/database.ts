import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../generated/client/client.ts';

/** The typed client, connected through node-postgres. Call `$disconnect()` at the end. */
export type Database = PrismaClient;

export type DatabaseOptions = {
  /** postgresql://user:password@host:port/database?sslmode=verify-full; trusts Node's own roots and those of NODE_EXTRA_CA_CERTS */
  readonly url: string;
  /** Connections at most. The smallest RDS instance takes about 80 from everybody together. */
  readonly maxConnections?: number;
  /** An idle connection broke (the database was stopped, say); the pool opens a new one when it is needed. */
  readonly onIdleError?: (error: Error) => void;
};

/** A client that connects with its first query, and again after the database was away. */
export const createDatabase = ({ url, maxConnections = 5, onIdleError = () => {} }: DatabaseOptions): Database => {
  const pool = {
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    // a query that runs longer than a caller waits only keeps others from running
    statement_timeout: 30_000,
    keepAlive: true,
    application_name: 'bookmark-manager',
  };
  return new PrismaClient({
    adapter: new PrismaPg(pool, { onPoolError: onIdleError, onConnectionError: onIdleError }),
  });
};
