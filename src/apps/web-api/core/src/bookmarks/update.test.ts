import { newBookmarkSchema } from '@bookmark-manager/contract';
import { addressed, derived } from '@bookmark-manager/prisma/derived';
import { describe, expect, it } from 'vitest';
import type { Row } from './bookmark-row.ts';
import { addedAgain, editedRow, newRow } from './update.ts';

const now = new Date('2026-11-26T00:00:00Z');

const row = (given: Partial<Row> = {}): Row => ({
  id: '0f8fad5b-d9cb-469f-a165-70867728950e',
  url: 'https://example.com/a',
  title: 'T',
  description: 'D',
  notes: 'N',
  tags: ['a'],
  folders: [['F']],
  unread: false,
  archived: true,
  shared: false,
  language: 'ja',
  icon: null,
  pictureUrl: null,
  checkedAt: new Date(0),
  checkResult: 'ok',
  checkStatus: 200,
  movedTo: null,
  version: 3,
  addedAt: new Date(0),
  createdAt: new Date(0),
  modifiedAt: new Date(0),
  ...given,
});
const given = (more: object) => newBookmarkSchema.parse({ url: 'https://example.com/a/', ...more });

describe('addedAgain', () => {
  it('replaces what is given, unites tags and folders, and leaves the rest', () => {
    expect(addedAgain(row(), given({ title: 'New', tags: ['b', 'a'], folders: [['G']], unread: true }))).toEqual({
      title: 'New',
      description: 'D',
      notes: 'N',
      tags: ['a', 'b'],
      folders: [['F'], ['G']],
      unread: true,
    });
  });

  it('changes nothing when nothing is new', () => {
    expect(editedRow(row(), addedAgain(row(), given({ tags: ['a'] })), now)).toBeNull();
  });
});

describe('editedRow', () => {
  it('changes the columns that are made of others, too', () => {
    const edited = editedRow(row(), { url: 'https://other.example/', tags: ['z'] }, now);
    expect(edited).toMatchObject({
      ...addressed('https://other.example/'),
      tags: ['z'],
      title: 'T',
      archived: true,
      ...{ checkedAt: null, checkResult: null, checkFailures: 0, language: null },
      checkDueAt: now,
    });
    expect(edited?.search).toBe(
      derived({
        ...newRow(given({})),
        url: 'https://other.example/',
        title: 'T',
        description: 'D',
        notes: 'N',
        tags: ['z'],
        folders: [['F']],
      }).search,
    );
  });

  it('leaves what was found out about an address that stays', () => {
    expect(editedRow(row(), { title: '' }, now)).not.toHaveProperty('checkedAt');
  });

  it.each([{}, { title: 'T' }, { tags: ['a'], folders: [['F']], archived: true }, { title: undefined }])(
    'is nothing for %j',
    (edit) => {
      expect(editedRow(row(), edit as object, now)).toBeNull();
    },
  );
});
