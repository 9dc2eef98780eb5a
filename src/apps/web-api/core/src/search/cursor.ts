import { ProblemError } from '../http/problem-error.ts';
import { type Level, levels } from './conditions.ts';

/** The place after a bookmark in a list: newest first, equal times by id; in a ranked list the better hits before. */
export type Cursor = { readonly level: Level | null; readonly addedAt: Date; readonly id: string };

/** A cursor as callers carry it; they must not read anything into it. */
export const writeCursor = ({ level, addedAt, id }: Cursor): string =>
  Buffer.from(`${level ?? '-'} ${addedAt.toISOString()} ${id}`).toString('base64url');

/** @throws ProblemError when it is none that this API wrote for a list in this order */
export const readCursor = (written: string, isRanked: boolean): Cursor => {
  const [rank = '', at = '', id = ''] = Buffer.from(written, 'base64url').toString('utf8').split(' ');
  const addedAt = new Date(at);
  const level = levels.find((one) => String(one) === rank) ?? null;
  const isOurs = isRanked ? level !== null : rank === '-';
  if (!isOurs || Number.isNaN(addedAt.getTime()) || addedAt.toISOString() !== at || !uuid.test(id)) {
    throw new ProblemError('invalid-request', 'cursor: is not one of ours', [
      { path: 'cursor', message: 'is not one of ours' },
    ]);
  }
  return { level, addedAt, id };
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
