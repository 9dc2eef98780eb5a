import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChange, type Change, type State } from './apply-change.ts';
import { traceOf, undoChange } from './undo-change.ts';

const state = (given: Partial<State> = {}): State => ({
  tags: ['a', 'b'],
  folders: [['F'], ['F', 'G', 'H']],
  unread: false,
  archived: false,
  shared: false,
  deleted: false,
  ...given,
});
const edit = (given: object): Change => ({ kind: 'edit', edit: given });

describe('applyChange', () => {
  it.each<[string, Change, Partial<State>]>([
    ['adds tags', edit({ addTags: ['b', 'c'] }), { tags: ['a', 'b', 'c'] }],
    ['removes tags', edit({ removeTags: ['a', 'x'] }), { tags: ['b'] }],
    ['adds what it removes', edit({ removeTags: ['a'], addTags: ['a'] }), { tags: ['a', 'b'] }],
    ['adds folders', edit({ addFolders: [['F'], ['N']] }), { folders: [['F'], ['F', 'G', 'H'], ['N']] }],
    ['removes a folder, not those in it', edit({ removeFolders: [['F']] }), { folders: [['F', 'G', 'H']] }],
    ['moves to other folders', edit({ folders: [['N']] }), { folders: [['N']] }],
    ['moves to the top', edit({ folders: [] }), { folders: [] }],
    ['archives', edit({ archived: true }), { archived: true }],
    ['deletes', { kind: 'delete', edit: { deleted: true } }, { deleted: true }],
    ['renames a tag', { kind: 'rename-tag', tags: ['a'], into: 'z' }, { tags: ['z', 'b'] }],
    ['merges a tag into one that is there', { kind: 'merge-tags', tags: ['a'], into: 'b' }, { tags: ['b'] }],
    ['deletes a tag', { kind: 'delete-tag', tags: ['b'], into: null }, { tags: ['a'] }],
    ['renames a folder', { kind: 'move-folder', from: ['F'], to: ['X'] }, { folders: [['X'], ['X', 'G', 'H']] }],
    ['moves a folder', { kind: 'move-folder', from: ['F', 'G'], to: ['G'] }, { folders: [['F'], ['G', 'H']] }],
    ['unites folders', { kind: 'move-folder', from: ['F', 'G', 'H'], to: ['F'] }, { folders: [['F']] }],
    ['deletes a folder', { kind: 'delete-folder', from: ['F'], to: [] }, { folders: [['G', 'H']] }],
    [
      'moves a folder into itself',
      { kind: 'move-folder', from: ['F'], to: ['F', 'F'] },
      {
        folders: [
          ['F', 'F'],
          ['F', 'F', 'G', 'H'],
        ],
      },
    ],
  ])('%s', (_what, change, expected) => {
    expect(applyChange(state(), change)).toEqual(state(expected));
  });

  it.each<[string, Change]>([
    ['a tag that is there', edit({ addTags: ['a'] })],
    ['a tag that is not there', { kind: 'rename-tag', tags: ['x'], into: 'y' }],
    ['a folder of the same name elsewhere', { kind: 'move-folder', from: ['G'], to: ['X'] }],
    ['what is so already', edit({ archived: false, folders: [['F'], ['F', 'G', 'H']] })],
  ])('gives back what it was given for %s', (_what, change) => {
    const before = state();
    expect(applyChange(before, change)).toBe(before);
  });
});

const name = fc.constantFrom('a', 'b', 'c', '__proto__', '日本');
const path = fc.array(name, { minLength: 1, maxLength: 3 });
const names = fc.uniqueArray(name);
const paths = fc.uniqueArray(path, { selector: (one) => JSON.stringify(one), maxLength: 4 });
const states = fc.record({
  tags: names,
  folders: paths,
  unread: fc.boolean(),
  archived: fc.boolean(),
  shared: fc.boolean(),
  deleted: fc.boolean(),
});
const edits = fc.record(
  {
    addTags: names,
    removeTags: names,
    addFolders: paths,
    removeFolders: paths,
    folders: paths,
    unread: fc.boolean(),
    archived: fc.boolean(),
  },
  { requiredKeys: [] },
);
const tagChanges = fc.record({ kind: fc.constant('merge-tags' as const), tags: names, into: fc.option(name) });
const changes: fc.Arbitrary<Change> = fc.oneof(
  edits.map(edit),
  tagChanges,
  fc.record({ kind: fc.constant('move-folder' as const), from: path, to: fc.array(name, { maxLength: 3 }) }),
);

describe('undoChange', () => {
  it('gives back exactly what was before, whatever the change was', () => {
    fc.assert(
      fc.property(states, changes, (before, change) => {
        const after = applyChange(before, change);
        // what is kept goes through the database as JSON
        const trace = JSON.parse(JSON.stringify(traceOf(before, after)));
        expect(undoChange(after, trace)).toEqual(before);
      }),
    );
  });

  it('keeps what was done since', () => {
    const before = state();
    const after = applyChange(
      before,
      edit({ addTags: ['new'], removeTags: ['a'], archived: true, addFolders: [['N']] }),
    );
    const since = applyChange(after, edit({ addTags: ['mine'], removeTags: ['b'], unread: true }));
    expect(undoChange(since, traceOf(before, after))).toEqual(state({ tags: ['mine', 'a'], unread: true }));
  });

  it('of two changes undone in any order leaves no tag or folder of either', () => {
    fc.assert(
      fc.property(states, names, names, (before, one, other) => {
        const fresh = (tags: readonly string[], mark: string) => tags.map((tag) => `${mark}${tag}`);
        const first = applyChange(before, edit({ addTags: fresh(one, '1') }));
        const second = applyChange(first, edit({ addTags: fresh(other, '2') }));
        const left = undoChange(undoChange(second, traceOf(before, first)), traceOf(first, second));
        expect(left.tags).toEqual(before.tags);
      }),
    );
  });

  it('names only what the change changed', () => {
    const before = state();
    expect(traceOf(before, applyChange(before, edit({ archived: true, addTags: ['a'] })))).toEqual({
      before: { archived: false },
      after: { archived: true },
    });
  });
});

describe('applyChange', () => {
  it('does nothing more the second time', () => {
    fc.assert(
      fc.property(states, fc.oneof(edits.map(edit), tagChanges), (before, change) => {
        const once = applyChange(before, change);
        expect(applyChange(once, change)).toBe(once);
      }),
    );
  });
});
