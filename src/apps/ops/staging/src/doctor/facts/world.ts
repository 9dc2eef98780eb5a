import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { readFaults } from '../../clock/client.ts';
import { sayFault } from '../../clock/say.ts';
import type { Config } from '../../config.ts';
import type { Target } from '../../target/target.ts';

/** What only a rehearsal has. */
export type World = {
  /** Why tasks may use more CPU and memory than their size; null: they may not. */
  unlimited: string | null;
  /** This machine's processor, on which images run here whatever the shape says. */
  architecture: 'ARM64' | 'X86_64';
  /** Faults that were made to happen, in words. */
  faults: string[];
  /** Digests of the images that it stores by itself. */
  storedDigests: string[];
};

export async function readWorld(target: Target, config: Config): Promise<World | null> {
  if (target.kind === 'aws') return null;
  const { limits, endpoint } = target.run;
  return {
    unlimited: limits.enforced ? null : limits.why,
    architecture: process.arch === 'arm64' ? 'ARM64' : 'X86_64',
    faults: (await readFaults(endpoint)).map(sayFault),
    storedDigests: await readStored(join(config.rehearsalDirectory, 'images', 'index.json')),
  };
}

const index = z.object({ images: z.array(z.object({ digest: z.string() })) });

/** None where it keeps no such list. */
async function readStored(file: string): Promise<string[]> {
  try {
    return index.parse(JSON.parse(await readFile(file, 'utf8'))).images.map(({ digest }) => digest);
  } catch {
    return [];
  }
}
