import { ProblemError } from '../http/problem-error.ts';

/** The place after a bookmark in the list: newest first, equal times by id. */
export type Cursor = { readonly addedAt: Date; readonly id: string };

/** A cursor as callers carry it; they must not read anything into it. */
export const writeCursor = ({ addedAt, id }: Cursor): string =>
  Buffer.from(`${addedAt.toISOString()} ${id}`).toString('base64url');

/** @throws ProblemError when it is none that this API wrote */
export const readCursor = (written: string): Cursor => {
  const [at = '', id = ''] = Buffer.from(written, 'base64url').toString('utf8').split(' ');
  const addedAt = new Date(at);
  if (Number.isNaN(addedAt.getTime()) || addedAt.toISOString() !== at || !uuid.test(id)) {
    throw new ProblemError('invalid-request', 'cursor: is not one of ours', [
      { path: 'cursor', message: 'is not one of ours' },
    ]);
  }
  return { addedAt, id };
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
