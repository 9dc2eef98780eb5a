import * as z from 'zod';

/** What a database has of a folder of migrations; `MigrationStatus` of the library that says it. */
export type MigrationStatus = z.infer<typeof migrationStatus>;

export const migrationStatus = z.object({
  applied: z.array(z.string()),
  pending: z.array(z.object({ name: z.string(), sql: z.string() })),
  failed: z.array(z.string()),
  unknown: z.array(z.string()),
});

/** One line for each migration. */
export function sayStatus({ applied, pending, failed, unknown }: MigrationStatus): string[] {
  const waiting = pending.filter(({ name }) => !failed.includes(name));
  return [
    ...applied.map((name) => `applied  ${name}`),
    ...unknown.map((name) => `applied  ${name} (this image does not have it: a later one does)`),
    ...failed.map(
      (name) => `FAILED   ${name} (begun and not finished: look what it left, then: prisma migrate resolve)`,
    ),
    ...waiting.map(({ name }) => `pending  ${name}`),
    ...(applied.length + unknown.length + failed.length + waiting.length === 0 ? ['There are no migrations.'] : []),
  ];
}

/** What would be run, as it is. */
export function saySql({ pending }: MigrationStatus): string[] {
  if (pending.length === 0) return ['-- Nothing is to be done: every migration is applied.'];
  return pending.flatMap(({ name, sql }) => [`-- ${name}`, sql.trimEnd(), '']);
}
