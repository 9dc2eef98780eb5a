export { Prisma } from '../generated/client/client.ts';
export { createDatabase, type Database, type DatabaseOptions } from './database.ts';
