import type { Folder } from '@bookmark-manager/contract';

/** A folder that bookmarks lie in. */
export type Counted = { readonly path: readonly string[]; readonly count: number };

/** All folders with those that only hold folders: each before the ones in it, and beside one another by name. */
export const folderTree = (counted: readonly Counted[], compare: (one: string, other: string) => number): Folder[] => {
  const top: Node = { name: '', count: 0, below: new Map() };
  for (const { path, count } of counted) {
    const node = path.reduce(child, top);
    node.count += count;
  }
  return listed(top, [], compare);
};

type Node = { readonly name: string; count: number; readonly below: Map<string, Node> };

const child = (parent: Node, name: string): Node => {
  const known = parent.below.get(name);
  if (known) return known;
  const node: Node = { name, count: 0, below: new Map() };
  parent.below.set(name, node);
  return node;
};

const listed = (node: Node, path: readonly string[], compare: (one: string, other: string) => number): Folder[] => {
  const below = [...node.below.values()].sort((one, other) => compare(one.name, other.name));
  return below.flatMap((folder) => {
    const here = [...path, folder.name];
    const within = listed(folder, here, compare);
    const total = within
      .filter((one) => one.path.length === here.length + 1)
      .reduce((sum, one) => sum + one.total, folder.count);
    return [{ path: here, count: folder.count, total }, ...within];
  });
};
