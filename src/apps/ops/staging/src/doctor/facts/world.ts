import * as z from 'zod';
import { readFaults } from '../../clock/client.ts';
import { sayFault } from '../../clock/say.ts';
import type { Target } from '../../target/target.ts';

/** What only a rehearsal has. */
export type World = {
  /** Why tasks may use more CPU and memory than their size; null: they may not. */
  unlimited: string | null;
  /** This machine's processor, on which images run here whatever the shape says. */
  architecture: 'ARM64' | 'X86_64';
  /** Faults that were made to happen, in words. */
  faults: string[];
  /** Why tasks run in their image's folder and not in a root of their own; null: they have one. */
  rootless: string | null;
};

export async function readWorld(target: Target): Promise<World | null> {
  if (target.kind === 'aws') return null;
  const { limits, endpoint, picture } = target.run;
  return {
    unlimited: limits.enforced ? null : limits.why,
    architecture: process.arch === 'arm64' ? 'ARM64' : 'X86_64',
    faults: (await readFaults(endpoint)).map(sayFault),
    rootless: await readRooms(picture),
  };
}

const rooms = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('root') }),
  z.object({ kind: z.literal('folder'), why: z.string() }),
]);
const picture = z.object({ tasks: z.object({ rooms }) });

async function readRooms(url: string): Promise<string | null> {
  const seen = picture.parse(await (await fetch(url)).json()).tasks.rooms;
  return seen.kind === 'root' ? null : seen.why;
}
