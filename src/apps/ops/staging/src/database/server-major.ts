import { RDSClient } from '@aws-sdk/client-rds';
import type { ClientOptions } from '../target/target.ts';
import { describeDatabase } from './described.ts';

/** The major version of PostgreSQL that the database runs. */
export async function serverMajor(client: ClientOptions): Promise<number> {
  return Number.parseInt((await describeDatabase(new RDSClient(client)))?.version ?? '', 10);
}
