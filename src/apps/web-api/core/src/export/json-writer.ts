import type { Writer } from './exported.ts';

/** For programs: everything, as it is. */
export const jsonWriter = (): Writer => {
  let count = 0;
  return {
    type: 'application/json; charset=utf-8',
    isTree: false,
    begin: () => '{"bookmarks":[\n',
    write: ({ place: _, addedAt, ...bookmark }) => {
      count += 1;
      return `${count === 1 ? '' : ',\n'}${JSON.stringify({ ...bookmark, addedAt: addedAt.toISOString() })}`;
    },
    end: () => '\n]}\n',
  };
};
