import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './places.mjs';

const OUTPUT = join(root, 'src/apps/ops/staging/dist/cli.mjs');
const SOURCES = [
  'src/apps/ops/staging',
  'src/libs/rehearsal',
  'src/libs/schedule',
  'src/libs/plan',
  'src/libs/prices',
  'src/libs/cost',
];

/** Whether the command's bundle is newer than everything it is made of. */
export function bundleIsFresh() {
  return existsSync(OUTPUT) && newest(SOURCES.map((folder) => join(root, folder))) <= statSync(OUTPUT).mtimeMs;
}

function newest(paths) {
  let latest = 0;
  for (const path of paths.filter(existsSync)) {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (entry.name === 'node_modules' || entry.name === 'dist') continue;
      const full = join(path, entry.name);
      latest = Math.max(latest, entry.isDirectory() ? newest([full]) : statSync(full).mtimeMs);
    }
  }
  return latest;
}
