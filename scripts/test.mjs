// All tests, in an order that keeps two cores busy without letting measurements disturb each other:
//   1  lint, what measures without a rehearsal
//   2  the first start of a rehearsal of its own, then the end-to-end tests on it that measure nothing; beside them unit tests, types, medium tests, the
//      checkers' builds and the checks of the infrastructure, which take what is left of the cores
//   3  the end-to-end tests that measure, alone
// Ends with `N passed, N failed`. `--long` runs the long tier instead of all this: what applies or destroys everything, once more or another way.
import { mkdirSync, rmSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { root } from './setup/places.mjs';
import { inShort, step, stopwatch, total, vitest } from './test/runner.mjs';
import { OWN_DIRECTORY, standUp } from './test/stand-up.mjs';

const long = process.argv.includes('--long');
const results = join(root, 'node_modules/.cache/bookmark-manager/results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const took = stopwatch();
await (long ? longTier() : everyTier());
const { passed, failed } = total();
process.stdout.write(`\n── all of it: ${took()}\n`);
if (failed > 0) process.stdout.write(`\n── failed\n${inShort()}\n`);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

async function everyTier() {
  await step('lint', ['node_modules/.bin/biome', 'check', '.']);
  await vitest('measure', ['--project', 'measure']);
  const standing = standUp();
  const rest = besideIt();
  const rehearsal = await standing;
  const onIt = (project) => rehearsal.ready && vitest(project, ['--project', project], rehearsal.env);
  try {
    await Promise.all([onIt('e2e'), rest]);
    await onIt('alone');
  } finally {
    await rehearsal.stop();
  }
}

async function besideIt() {
  await vitest('unit', ['--project', 'unit']);
  await step('types', ['node_modules/.bin/tsc', '--noEmit']);
  await step('types of the applications', ['node', 'scripts/test/app-types.mjs']);
  // They wait, mostly: one worker for each core.
  await vitest('medium', ['--project', 'medium', '--maxWorkers', '2'], {}, yielding);
  // Not beside the medium tests: from an empty cache it is minutes of two cores.
  await step('the checkers', [process.execPath, 'scripts/setup.mjs', '--for', 'checkers'], yielding);
  await vitest('infrastructure', ['--project', 'infrastructure'], {}, yielding);
}

/** Lets the others of this run go first; what has a session of its own, such as the rehearsal, shares the cores evenly with it. */
function yielding(child) {
  setPriority(child.pid, constants.priority.PRIORITY_LOW);
  return child;
}

async function longTier() {
  await vitest('long', ['--project', 'long'], { STAGING_REHEARSAL_DIR: OWN_DIRECTORY });
  const rehearsal = await standUp();
  try {
    if (rehearsal.ready) await vitest('end', ['--project', 'end'], rehearsal.env);
  } finally {
    await rehearsal.stop();
  }
}
