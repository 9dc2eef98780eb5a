import { defineConfig } from 'prisma/config';

/** What the Prisma CLI reads when it is typed here, in the repository's root; src/libs/prisma has its own. */
export default defineConfig({
  schema: 'src/libs/prisma/schema.prisma',
  migrations: { path: 'src/libs/prisma/migrations', seed: 'node src/libs/prisma/src/seed.ts' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});

// For these the CLI need not fetch its native engine: ours is the same one, and there already. `=` empty takes Prisma's own.
if (['deploy', 'status', 'resolve', 'seed'].some((word) => process.argv.includes(word)))
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= `${import.meta.dirname}/src/libs/prisma/scripts/schema-engine.sh`;
