import type { BulkChange } from '@bookmark-manager/contract';

export type Path = readonly string[];

/** What a change can change of a bookmark. */
export type State = {
  readonly tags: readonly string[];
  readonly folders: readonly Path[];
  readonly unread: boolean;
  readonly archived: boolean;
  readonly shared: boolean;
  readonly deleted: boolean;
};

/** What becomes of every bookmark that a change is about. */
export type Change =
  | { readonly kind: 'edit' | 'delete'; readonly edit: BulkChange }
  /** Each of the tags gives way to the one that stays; without one they go. */
  | {
      readonly kind: 'rename-tag' | 'merge-tags' | 'delete-tag';
      readonly tags: readonly string[];
      readonly into: string | null;
    }
  /** A folder, with all that lies in it, gets another path; the empty one is the top. */
  | { readonly kind: 'move-folder' | 'delete-folder'; readonly from: Path; readonly to: Path };

/** The bookmark after a change; itself when there is nothing to change. */
export const applyChange = (state: State, change: Change): State => {
  const next = changed(state, change);
  return sameState(state, next) ? state : next;
};

export const sameState = (one: State, other: State): boolean =>
  one.unread === other.unread &&
  one.archived === other.archived &&
  one.shared === other.shared &&
  one.deleted === other.deleted &&
  keyOf(one.tags) === keyOf(other.tags) &&
  keyOf(one.folders) === keyOf(other.folders);

const changed = (state: State, change: Change): State => {
  if ('edit' in change) return edited(state, change.edit);
  if ('tags' in change) return { ...state, tags: replaced(state.tags, change) };
  return {
    ...state,
    folders: distinct(state.folders.map((path) => moved(path, change)).filter((path) => path.length > 0)),
  };
};

/** What a change both removes and adds is there in the end. */
const edited = (state: State, edit: BulkChange): State => ({
  tags: list(state.tags, edit.addTags, edit.removeTags),
  folders: list(edit.folders ?? state.folders, edit.addFolders, edit.removeFolders),
  unread: edit.unread ?? state.unread,
  archived: edit.archived ?? state.archived,
  shared: edit.shared ?? state.shared,
  deleted: edit.deleted ?? state.deleted,
});

const list = <T>(values: readonly T[], added: readonly T[] = [], removed: readonly T[] = []): readonly T[] =>
  distinct([...without(values, without(removed, added)), ...added]);

/** The tag that stays stands where the first of the others stood. */
const replaced = (
  tags: readonly string[],
  { tags: gone, into }: { readonly tags: readonly string[]; readonly into: string | null },
) => distinct(tags.flatMap((tag) => (gone.includes(tag) ? (into === null ? [] : [into]) : [tag])));

const moved = (path: Path, { from, to }: { readonly from: Path; readonly to: Path }): Path =>
  isBelow(path, from) ? [...to, ...path.slice(from.length)] : path;

/** Whether a path is that of a folder, or leads through it. */
export const isBelow = (path: Path, top: Path): boolean => top.every((name, step) => path[step] === name);

export const without = <T>(values: readonly T[], gone: readonly T[]): readonly T[] => {
  const keys = new Set(gone.map(keyOf));
  return values.filter((value) => !keys.has(keyOf(value)));
};

export const distinct = <T>(values: readonly T[]): readonly T[] => [
  ...new Map(values.map((value) => [keyOf(value), value])).values(),
];

const keyOf = (value: unknown): string => JSON.stringify(value);
