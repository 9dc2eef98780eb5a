import { distinct, type State, sameState, without } from './apply-change.ts';

/** What a change made of one bookmark: only what it changed is named, as it was and as it became. */
export type Trace = { readonly before: Partial<State>; readonly after: Partial<State> };

/** What to keep of a change so that it can be taken back. */
export const traceOf = (before: State, after: State): Trace => {
  const touched = fields.filter((field) => !sameState({ ...before, [field]: after[field] }, before));
  const only = (state: State): Partial<State> => Object.fromEntries(touched.map((field) => [field, state[field]]));
  return { before: only(before), after: only(after) };
};

const fields = [
  'tags',
  'folders',
  'unread',
  'archived',
  'shared',
  'deleted',
] as const satisfies readonly (keyof State)[];

/**
 * The bookmark of now without a change that was made before: exactly as it was when nobody touched it since, else with what the change
 * added taken away and what it took away added again. What was done since stays.
 */
export const undoChange = (now: State, { before, after }: Trace): State => ({
  ...now,
  ...before,
  ...(before.tags && after.tags ? { tags: undoList(now.tags, before.tags, after.tags) } : {}),
  ...(before.folders && after.folders ? { folders: undoList(now.folders, before.folders, after.folders) } : {}),
});

const undoList = <T>(now: readonly T[], before: readonly T[], after: readonly T[]): readonly T[] =>
  JSON.stringify(now) === JSON.stringify(after)
    ? before
    : distinct([...without(now, without(after, before)), ...without(before, after)]);
