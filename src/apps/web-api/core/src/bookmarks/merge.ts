/** The part of a bookmark that another reading of the same address can change. */
export type Content = {
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly folders: readonly (readonly string[])[];
  /** When it was saved first, as far as is known. */
  readonly addedAt: Date | null;
};

/**
 * Two readings of one address as one: tags and folders united in the order they came, the earliest date, the first title and description
 * that say anything. Returns `known` itself when the other adds nothing.
 */
export const merge = <Known extends Content>(known: Known, other: Content): Known => {
  const tags = united(known.tags, other.tags, (tag) => tag);
  const folders = united(known.folders, other.folders, (path) => JSON.stringify(path));
  const title = known.title || other.title;
  const description = known.description || other.description;
  const addedAt = earliest(known.addedAt, other.addedAt);
  const same =
    tags === known.tags &&
    folders === known.folders &&
    title === known.title &&
    description === known.description &&
    addedAt?.getTime() === known.addedAt?.getTime();
  return same ? known : { ...known, title, description, tags, folders, addedAt };
};

const united = <T>(known: readonly T[], other: readonly T[], key: (value: T) => string): readonly T[] => {
  const seen = new Set(known.map(key));
  const added = other.filter((value) => !seen.has(key(value)) && seen.add(key(value)));
  return added.length === 0 ? known : [...known, ...added];
};

const earliest = (a: Date | null, b: Date | null): Date | null => {
  if (a === null || b === null) return a ?? b;
  return b < a ? b : a;
};
