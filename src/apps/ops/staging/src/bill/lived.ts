import * as z from 'zod';
import type { Facts } from './explain.ts';
import type { Period } from './period.ts';

const HOUR_MS = 3_600_000;

const picture = z.object({
  billing: z.object({ lived: z.array(z.object({ day: z.string(), hours: z.number() })) }),
});

/** For how much of a period a rehearsal was there. */
export async function readLived(endpoint: string, { from, last, until }: Period): Promise<Facts['lived']> {
  const answer = await fetch(`${endpoint}/_rehearsal/picture`);
  const { billing } = picture.parse(await answer.json());
  const days = billing.lived.filter(({ day }) => day >= from && day <= last);
  return {
    hours: days.reduce((sum, { hours }) => sum + hours, 0),
    of: (until.getTime() - Date.parse(from)) / HOUR_MS,
  };
}
