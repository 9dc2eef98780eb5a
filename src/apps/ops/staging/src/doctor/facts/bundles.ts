import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Config } from '../../config.ts';
import { PREFIX, SCHEDULER } from '../../names.ts';
import type { ClientOptions } from '../../target/target.ts';
import { orNull } from '../look.ts';

/** A Lambda's bundle in this checkout. */
export type Bundle = {
  /** Its function: scheduler, wake. */
  of: FunctionName;
  file: string;
  /** null: there is none. `sha256` in base64, as Lambda tells it. */
  zip: { bytes: number; isZip: boolean; sha256: string } | null;
  /** A source that was changed after it was bundled; null: none was. */
  newerSource: string | null;
};

export type FunctionName = 'scheduler' | 'wake';

/** The functions as they are deployed; null: there is none. */
export type Functions = Readonly<Record<FunctionName, DeployedFunction | null>>;
export type DeployedFunction = { bytes: number; sha256: string; state: string; lastUpdate: string; why: string };

const FILES = { scheduler: 'ecs_scheduler', wake: 'wake' } satisfies Record<FunctionName, string>;
const NAMES = { scheduler: SCHEDULER, wake: `${PREFIX}-wake` } satisfies Record<FunctionName, string>;

export async function readBundles({ root }: Config): Promise<Bundle[]> {
  const folder = join(root, 'infra/terraform/modules/compute/lambda');
  const sources = [...(await sourcesIn(folder)), ...(await sourcesIn(join(root, 'src/libs/schedule/src')))];
  const read = async (of: FunctionName): Promise<Bundle> => {
    const file = join(folder, `${FILES[of]}.zip`);
    const content = await readFile(file).catch(() => null);
    const bundledAt = (await stat(join(folder, `${FILES[of]}.js`)).catch(() => null))?.mtimeMs;
    const newer = sources.find(({ changedAt }) => bundledAt !== undefined && changedAt > bundledAt);
    return { of, file, zip: content && zipOf(content), newerSource: newer?.file ?? null };
  };
  return Promise.all([read('scheduler'), read('wake')]);
}

function zipOf(content: Buffer): NonNullable<Bundle['zip']> {
  const sha256 = createHash('sha256').update(content).digest('base64');
  // A zip with nothing in it is its end record alone (22 bytes).
  return { bytes: content.length, isZip: content.length > 22 && content.subarray(0, 2).toString() === 'PK', sha256 };
}

/** What a bundle may be made of, as `scripts/build_lambdas.mjs` sees it. */
async function sourcesIn(folder: string): Promise<{ file: string; changedAt: number }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(
    (entry) =>
      entry.isFile() &&
      entry.name.endsWith('.ts') &&
      !/(\.test|testing[^/]*)\.ts$/.test(entry.name) &&
      !entry.parentPath.includes('node_modules'),
  );
  const read = async ({ parentPath, name }: (typeof files)[number]) => {
    const file = join(parentPath, name);
    return { file, changedAt: (await stat(file)).mtimeMs };
  };
  return Promise.all(files.map(read));
}

export async function readFunctions(options: ClientOptions): Promise<Functions> {
  const lambda = new LambdaClient(options);
  const read = async (of: FunctionName): Promise<DeployedFunction | null> => {
    const asked = lambda.send(new GetFunctionConfigurationCommand({ FunctionName: NAMES[of] }));
    const found = await orNull(asked);
    return (
      found && {
        bytes: found.CodeSize ?? 0,
        sha256: found.CodeSha256 ?? '',
        state: found.State ?? 'Active',
        lastUpdate: found.LastUpdateStatus ?? 'Successful',
        why: found.StateReason ?? found.LastUpdateStatusReason ?? '',
      }
    );
  };
  const [scheduler, wake] = await Promise.all([read('scheduler'), read('wake')]);
  return { scheduler, wake };
}
