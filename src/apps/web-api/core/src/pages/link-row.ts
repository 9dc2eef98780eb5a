import { checkResults } from '@bookmark-manager/contract';
import type { Known } from '@bookmark-manager/fetching';
import { z } from 'zod';

/** A bookmark as whoever visits it needs it. */
export const linkRows = z.array(
  z.object({
    id: z.string(),
    userId: z.string(),
    url: z.string(),
    site: z.string(),
    result: z.enum(checkResults).nullable(),
    movedTo: z.string().nullable(),
    failures: z.number(),
    failingSince: z.date().nullable(),
    checkedAt: z.date().nullable(),
    fetchedAt: z.date().nullable(),
  }),
);
export type LinkRow = z.infer<typeof linkRows>[number];

/** What is known of it from the visits before. */
export const knownOf = ({ result, movedTo, failures, failingSince }: LinkRow): Known => ({
  result,
  movedTo,
  failures,
  failingSince,
});
