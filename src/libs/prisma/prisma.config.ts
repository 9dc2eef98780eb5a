import { defineConfig } from 'prisma/config';

/** What the Prisma CLI reads: `prisma studio`, `prisma db seed`, `prisma migrate …` on DATABASE_URL. */
export default defineConfig({
  schema: 'schema.prisma',
  migrations: { path: 'migrations', seed: 'node src/seed.ts' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
