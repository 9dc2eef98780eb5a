import { basename, relative } from 'node:path';
import { type Check, defineCheck, fault, note, ok, waits } from '../check.ts';
import type { FunctionName } from '../facts/bundles.ts';

const BUNDLE = 'node scripts/build_lambdas.mjs';

/** The bundle in this checkout, and the code that is deployed. */
export const lambdaChecks = {
  'lambda.scheduler.bundle': bundle('scheduler'),
  'lambda.wake.bundle': bundle('wake'),
  'lambda.scheduler': deployed('scheduler'),
  'lambda.wake': deployed('wake'),
} satisfies Record<string, Check>;

function bundle(name: FunctionName): Check {
  return defineCheck(['bundles'], ({ bundles }) => {
    const found = bundles.find(({ of }) => of === name);
    if (!found?.zip)
      return note(`The Lambda ${name} is not bundled yet; the next apply does it.`, found?.file ?? '', BUNDLE);
    const { zip, file, newerSource } = found;
    if (!zip.isZip)
      return fault(
        `The zip of the Lambda ${name} is empty or no zip: AWS would refuse it ("must be a non-empty zip").`,
        `${file}, ${zip.bytes} bytes`,
        BUNDLE,
      );
    if (newerSource !== null) {
      const source = basename(relative('.', newerSource));
      return note(
        `The Lambda ${name} was changed after it was bundled; the next apply bundles it.`,
        source,
        'staging up',
      );
    }
    return ok(`The Lambda ${name} is bundled (${Math.round(zip.bytes / 1024)} kB).`, file);
  });
}

function deployed(name: FunctionName): Check {
  return defineCheck(['functions', 'bundles'], ({ functions, bundles }) => {
    const found = functions[name];
    if (found === null) return waits(`the function ${name} is not there`);
    const { state, lastUpdate, why, bytes, sha256 } = found;
    if (state === 'Failed' || lastUpdate === 'Failed')
      return fault(
        `AWS could not take the code of the function ${name}.`,
        `${state}, ${lastUpdate}: ${why}`,
        'staging up',
      );
    if (bytes < SMALLEST)
      return fault(`The function ${name} is deployed without its code.`, `${bytes} bytes`, 'staging up');
    const zip = bundles.find(({ of }) => of === name)?.zip;
    if (zip?.isZip && zip.sha256 !== sha256)
      return note(
        `The deployed code of the function ${name} is not the bundle of this checkout.`,
        sha256,
        'staging up',
      );
    return ok(`The function ${name} has its code.`, `${Math.round(bytes / 1024)} kB`);
  });
}

/** No bundle of ours is so small: a source file that was zipped instead of its bundle is. */
const SMALLEST = 10_000;
