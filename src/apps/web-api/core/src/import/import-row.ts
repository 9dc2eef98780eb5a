import { type Import, importSchema, urlRefusals } from '@bookmark-manager/contract';
import { z } from 'zod';

/** A row as Prisma reads it. */
export type ImportRow = {
  readonly id: string;
  readonly state: string;
  readonly failure: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly kind: string;
  readonly encoding: string;
  readonly format: string | null;
  readonly complete: boolean | null;
  readonly bytes: number;
  readonly bytesRead: number;
  readonly links: number;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly duplicates: number;
  readonly skippedBecause: unknown;
};

/** A row as the API shows it. */
export const toImport = (row: ImportRow): Import => {
  const skippedBecause = reasonsSchema.parse(row.skippedBecause);
  return importSchema.parse({
    id: row.id,
    state: row.state,
    failure: row.failure,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    bytes: row.bytes,
    progress: row.state === 'done' ? 1 : Math.min(1, row.bytesRead / Math.max(1, row.bytes)),
    format: row.format,
    encoding: row.encoding,
    complete: row.complete,
    links: row.links,
    added: row.added,
    updated: row.updated,
    unchanged: row.unchanged,
    duplicates: row.duplicates,
    skipped: Object.values(skippedBecause).reduce((sum, count) => sum + count, 0),
    skippedBecause,
  });
};

/** How many links were left out, by reason. */
export const reasonsSchema = z.partialRecord(z.enum(urlRefusals), z.int());
export type Reasons = z.infer<typeof reasonsSchema>;

/** Reasons with those of more links. */
export const withReasons = (known: Reasons, more: readonly { readonly because: keyof Reasons }[]): Reasons => {
  const counted: Reasons = { ...known };
  for (const { because } of more) counted[because] = (counted[because] ?? 0) + 1;
  return counted;
};
