import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleIsFresh } from './bundle.mjs';
import { hash, local, read, root } from './places.mjs';

const FILES = [
  'package.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'tools/go.mod',
  'tools/checkers/go.mod',
  'tools/requirements.txt',
  'tools/checkers/requirements.txt',
];

/** Everything that decides what the set-up makes: when none of it changed and all of it is still there, nothing is done. */
function inputs() {
  const own = readdirSync(join(root, 'scripts/setup')).map((name) => join('scripts/setup', name));
  const { PATH = '', TF_PLUGIN_MIRROR = '', XDG_CACHE_HOME = '' } = process.env;
  return hash(process.version, PATH, TF_PLUGIN_MIRROR, XDG_CACHE_HOME, ...[...FILES, ...own].map((file) => read(file)));
}

export function alreadyDone(purpose, steps) {
  const stamp = readJson(stampOf(purpose));
  if (stamp?.inputs !== inputs() || !bundleIsFresh()) return false;
  const relevant = Object.entries(stamp.prints ?? {}).filter(([id]) => steps.some((step) => step.id === id));
  return relevant.every(([id, print]) => print === printOf(stamp.found[id]));
}

/** Writes the stamp, and `tools.json` for those who run the tools (the command, the tests). */
export function remember(purpose, found) {
  mkdirSync(local, { recursive: true });
  const file = join(local, 'tools.json');
  writeFileSync(file, `${JSON.stringify({ ...readJson(file), ...found }, null, 2)}\n`);
  const prints = Object.fromEntries(Object.entries(found).map(([id, path]) => [id, printOf(path)]));
  writeFileSync(stampOf(purpose), JSON.stringify({ inputs: inputs(), found, prints }));
}

const stampOf = (purpose) => join(local, `ready-${purpose}.json`);

/** Tells a tool from one that took its place; null for what is not there. */
function printOf(path) {
  const file = path === null ? undefined : statSync(path, { throwIfNoEntry: false });
  return file === undefined ? null : `${file.size} ${file.mtimeMs}`;
}

/** What a JSON file holds; undefined when it is not there or damaged. */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
