#!/usr/bin/env node
// Makes a fresh clone ready: `npm start` and `npm test` run it first. It needs Node 20 and nothing else, finds what the
// machine has, makes the rest (built tools live in the user's cache folder, by version) and does nothing when nothing changed.
//
//   node scripts/setup.mjs                  what `npm start` needs
//   node scripts/setup.mjs --for test       and what `npm test` needs before its first test
//   node scripts/setup.mjs --for checkers   and the checkers (tflint, checkov), which take minutes to build
import { Progress } from './setup/progress.mjs';
import { SetupError } from './setup/run.mjs';
import { alreadyDone, remember } from './setup/stamp.mjs';
import { plan } from './setup/steps.mjs';

const PURPOSES = ['start', 'test', 'checkers'];

async function main() {
  const purpose = parse(process.argv.slice(2));
  const began = performance.now();
  const steps = plan(purpose);
  if (alreadyDone(purpose, steps)) return;
  const progress = new Progress();
  const found = {};
  const running = new Map();
  for (const step of steps) running.set(step.id, run(step, running, found, progress));
  const results = await Promise.allSettled(running.values());
  progress.end();
  const failures = results.filter((result) => result.status === 'rejected' && !result.reason?.follows);
  if (failures.length > 0) throw failures[0].reason;
  remember(purpose, found);
  process.stderr.write(`Ready after ${((performance.now() - began) / 1000).toFixed(1)} s.\n`);
}

/** A step starts as soon as the steps it names have ended well. */
async function run(step, running, found, progress) {
  try {
    await Promise.all((step.after ?? []).map((id) => running.get(id)));
  } catch {
    throw Object.assign(new Error(`${step.title}: an earlier step failed`), { follows: true });
  }
  await progress.track(step.title, async (say) => {
    const value = await step.run({ say, found });
    if (value?.tool !== undefined) found[step.id] = value.tool;
    return value?.text;
  });
}

function parse(args) {
  const [flag, purpose] = args;
  if (flag === undefined) return 'start';
  if (flag === '--for' && PURPOSES.includes(purpose)) return purpose;
  throw new SetupError(`Unknown arguments: ${args.join(' ')}`, `node scripts/setup.mjs --for ${PURPOSES.join('|')}`, 2);
}

main().catch((error) => {
  if (error instanceof SetupError) process.stderr.write(`\n${error.message}\n  → ${error.hint}\n`);
  else process.stderr.write(`\nA bug in the set-up, please report it:\n${error?.stack ?? error}\n`);
  process.exitCode = error instanceof SetupError ? error.exitCode : 70;
});
