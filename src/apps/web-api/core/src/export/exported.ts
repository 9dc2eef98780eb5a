/** A bookmark as an export writes it. */
export type Exported = {
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly notes: string;
  readonly tags: readonly string[];
  readonly folders: readonly (readonly string[])[];
  readonly addedAt: Date;
  readonly unread: boolean;
  readonly archived: boolean;
  readonly shared: boolean;
};

/** A bookmark in one of its folders, `[]` for one that lies in none: in HTML it is written in each. */
export type Placed = Exported & { readonly place: readonly string[] };

/** Writes a file, piece by piece. Bookmarks come with those of a folder together, a folder before what lies in it. */
export type Writer = {
  readonly type: string;
  readonly begin: () => string;
  readonly write: (bookmark: Placed) => string;
  readonly end: () => string;
  /** A bookmark that lies in several folders is written in each, or once. */
  readonly isTree: boolean;
};
