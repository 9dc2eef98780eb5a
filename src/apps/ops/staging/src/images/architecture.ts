import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseShapes } from '@bookmark-manager/schedule';
import type { Config } from '../config.ts';
import { committedShape } from '../schedule/shape.ts';
import type { Target } from '../target/target.ts';

/** By the names that images have for them. */
export type Architecture = 'amd64' | 'arm64';

/** This machine's own. */
export const ownArchitecture = (arch: string = process.arch): Architecture => (arch === 'arm64' ? 'arm64' : 'amd64');

/**
 * What a target's tasks run on: the committed shape's architecture; in a rehearsal this machine's stands for it.
 * @throws StagingError, InvalidSettings when the files do not say it
 */
export async function architectureOf({ kind }: Pick<Target, 'kind'>, config: Config): Promise<Architecture> {
  if (kind === 'rehearsal') return ownArchitecture();
  const [shapes = '', environment = ''] = await Promise.all(
    ['shapes.json', 'env.hcl'].map((file) => readFile(join(config.unitsDirectory, file), 'utf8')),
  );
  const shape = parseShapes(shapes).shapes[committedShape(environment)];
  return shape?.cpu_architecture === 'ARM64' ? 'arm64' : 'amd64';
}
