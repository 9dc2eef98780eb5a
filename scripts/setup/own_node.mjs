import { existsSync, lstatSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './places.mjs';

const BIN = join(root, 'node_modules/.bin');

/** The Node that the dependencies bring, if there is one for this machine. */
export function ownNode() {
  const name = readdirSync(join(root, 'node_modules')).find((each) => /^node-(linux|darwin)-/.test(each));
  const node = name && join(root, 'node_modules', name, 'bin/node');
  return node && existsSync(node) ? node : undefined;
}

/** Whether `node_modules/.bin/node` is that program itself. */
export function isLinked() {
  const link = lstatSync(join(BIN, 'node'), { throwIfNoEntry: false });
  return link === undefined || link.isSymbolicLink();
}

/**
 * pnpm puts a shell script there that starts Node and waits: a signal sent to it would end the script and leave Node
 * running. A link to the program takes its place.
 */
export function linkNode() {
  const node = ownNode();
  if (node === undefined || isLinked()) return;
  rmSync(join(BIN, 'node'));
  symlinkSync(relative(BIN, node), join(BIN, 'node'));
}
