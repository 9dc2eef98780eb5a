import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleIsFresh } from './bundle.mjs';
import { hash, local, read } from './places.mjs';

/** Everything that decides what the set-up makes: when none of it changed and all of it is still there, nothing is done. */
const inputs = () =>
  hash(
    process.version,
    process.env.PATH ?? '',
    process.env.TF_PLUGIN_MIRROR ?? '',
    ...[
      'package.json',
      'pnpm-lock.yaml',
      'pnpm-workspace.yaml',
      'tools/go.mod',
      'tools/checkers/go.mod',
      'tools/requirements.txt',
      'tools/checkers/requirements.txt',
      'scripts/setup/steps.mjs',
      'scripts/setup/checkers.mjs',
    ].map((file) => read(file)),
  );

export function alreadyDone(purpose, steps) {
  try {
    const stamp = JSON.parse(readFileSync(join(local, `ready-${purpose}.json`), 'utf8'));
    const paths = Object.entries(stamp.found).filter(
      ([id, path]) => path !== null && steps.some((step) => step.id === id),
    );
    return stamp.inputs === inputs() && paths.every(([, path]) => existsSync(path)) && bundleIsFresh();
  } catch {
    return false;
  }
}

/** Writes the stamp, and `tools.json` for those who run the tools (the command, the tests). */
export function remember(purpose, found) {
  mkdirSync(local, { recursive: true });
  const file = join(local, 'tools.json');
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  writeFileSync(file, `${JSON.stringify({ ...known, ...found }, null, 2)}\n`);
  writeFileSync(join(local, `ready-${purpose}.json`), JSON.stringify({ inputs: inputs(), found }));
}
