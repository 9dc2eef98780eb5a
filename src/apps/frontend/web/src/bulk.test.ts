import { bulkChangeSchema } from '@bookmark-manager/contract';
import { describe, expect, it } from 'vitest';
import { bulkChangeOf, marks } from './bulk.ts';

const of = (form: Record<string, string>) => bulkChangeOf((name) => form[name] ?? '');

describe('the form for several bookmarks', () => {
  it.each([
    [{}, undefined],
    [{ addTags: ' , ', mark: 'none' }, undefined],
    [{ mark: 'toString' }, undefined],
    [
      { addTags: 'a、b', removeTags: 'c' },
      { addTags: ['a', 'b'], removeTags: ['c'] },
    ],
    [{ addFolder: '仕事 / 日本' }, { addFolders: [['仕事', '日本']] }],
    [
      { mark: 'unarchived', addTags: 'x' },
      { addTags: ['x'], archived: false },
    ],
    [{ deed: 'delete', addTags: 'x' }, { deleted: true }],
  ])('%j asks for %j', (form, change) => {
    expect(of(form as Record<string, string>)).toEqual(change);
  });

  it('asks for nothing that the API does not take', () => {
    for (const mark of Object.keys(marks)) expect(bulkChangeSchema.safeParse(of({ mark })).success).toBe(true);
  });
});
