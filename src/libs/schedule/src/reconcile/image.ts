import * as z from 'zod/mini';

/** The JSON of an `images/<service>` parameter. */
export const imageSchema = z.object({
  image: z.string().check(z.minLength(1)),
  migration: z.nullable(z.string()),
  commit: z.optional(z.nullable(z.string())),
});

export type Image = { image: string; migration: string | null; commit: string | null };

/** The image that a parameter's value names, or null when it names none that can be understood. */
export function parseImage(value: string): Image | null {
  try {
    const { image, migration, commit } = imageSchema.parse(JSON.parse(value));
    return { image, migration, commit: commit ?? null };
  } catch {
    return null;
  }
}
