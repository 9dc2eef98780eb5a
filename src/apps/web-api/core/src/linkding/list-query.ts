import { z } from 'zod';

/** As the framework behind linkding reads a page: what is no number is not there. */
const natural = (least: number, most: number, otherwise: number) => (value: unknown) => {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : otherwise;
  return number < least ? otherwise : Math.min(number, most);
};

/** Any parameter: one that is not there is empty. */
const given = z.unknown().prefault('');

/** A parameter that is given twice counts once. */
const last = (value: unknown): unknown => (Array.isArray(value) ? value.at(-1) : value);
const word = (value: unknown): string => {
  const one = last(value);
  return typeof one === 'string' ? one.replaceAll('\0', '').toWellFormed() : '';
};
const answer = (value: unknown): boolean | null => ({ yes: true, no: false })[word(value)] ?? null;

/** The columns of an order, and whether it goes down. */
const orders = {
  added_asc: ['added', 'asc'],
  added_desc: ['added', 'desc'],
  title_asc: ['title', 'asc'],
  title_desc: ['title', 'desc'],
  modified_asc: ['modified', 'asc'],
  modified_desc: ['modified', 'desc'],
} as const;
export type Order = (typeof orders)[keyof typeof orders];

const moment = given
  .transform((value) => word(value))
  .refine((value) => value === '' || /^\d{4}-/.test(value), 'Enter a valid date/time.')
  .transform((value) => (value === '' ? null : new Date(value)))
  .refine((date) => date === null || !Number.isNaN(date.getTime()), 'Enter a valid date/time.');

/** What linkding's clients ask of a list of bookmarks. */
export const listSchema = z.object({
  q: given.transform((value) => word(value).slice(0, 1000)),
  limit: given.transform((value) => natural(1, 1000, 100)(last(value))),
  offset: given.transform((value) => natural(0, 1_000_000_000, 0)(last(value))),
  sort: given.transform(
    (value): Order => (isOrder(word(value)) ? orders[word(value) as keyof typeof orders] : orders.added_desc),
  ),
  unread: given.transform(answer),
  shared: given.transform(answer),
  bundle: given.transform((value) => natural(1, Number.MAX_SAFE_INTEGER, 0)(last(value)) || null),
  user: given.transform((value) => word(value).slice(0, 200)),
  modified_since: moment,
  added_since: moment,
});
export type ListAsked = z.output<typeof listSchema>;

const isOrder = (name: string): boolean => Object.hasOwn(orders, name);

/** What they ask of a list of anything else. */
export const pageSchema = z.object({
  limit: given.transform((value) => natural(1, 10_000, 100)(last(value))),
  offset: given.transform((value) => natural(0, 1_000_000_000, 0)(last(value))),
});
export type Page = z.output<typeof pageSchema>;
