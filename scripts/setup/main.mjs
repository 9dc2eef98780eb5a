import { asFault, SetupError } from './fault.mjs';
import { find } from './find.mjs';
import { make } from './make.mjs';
import { Progress } from './progress.mjs';
import { checkRoom } from './room.mjs';
import { abandon } from './run.mjs';
import { alreadyDone, remember } from './stamp.mjs';
import { plan } from './steps.mjs';

const PURPOSES = ['start', 'test', 'checkers', 'long'];

async function main() {
  const purpose = parse(process.argv.slice(2));
  const began = performance.now();
  const steps = plan(purpose);
  if (alreadyDone(purpose, steps)) return;
  const progress = new Progress();
  try {
    // Whatever cannot be is said before anything that takes long begins.
    const { found, missing } = find(steps, progress);
    checkRoom(missing);
    await make(missing, found, progress);
    remember(purpose, found);
  } finally {
    progress.end();
  }
  process.stderr.write(`Ready after ${((performance.now() - began) / 1000).toFixed(1)} s.\n`);
}

function parse(args) {
  const [flag, purpose] = args;
  if (flag === undefined) return 'start';
  if (flag === '--for' && PURPOSES.includes(purpose)) return purpose;
  throw new SetupError(`Unknown arguments: ${args.join(' ')}`, `node scripts/setup.mjs --for ${PURPOSES.join('|')}`, 2);
}

function tell(error) {
  if (error instanceof SetupError) process.stderr.write(`\n${error.message}\n  → ${error.hint}\n`);
  else process.stderr.write(`\nA bug in the set-up, please report it:\n${error?.stack ?? error}\n`);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, () => {
    abandon();
    process.exit(130);
  });

main().catch((error) => {
  const faults = (error instanceof AggregateError ? error.errors : [error]).map(asFault);
  faults.forEach(tell);
  abandon();
  process.exitCode = faults.every((fault) => fault instanceof SetupError) ? faults[0].exitCode : 70;
});
