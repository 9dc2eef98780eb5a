import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { folderRoom } from './folder.ts';
import { rootRoom } from './root.ts';
import { findRootTools } from './tools.ts';
import type { Rooms } from './types.ts';

export type { Room, RoomKind, Rooms } from './types.ts';

export type RoomsOptions = {
  /** A folder of their own; what an earlier run left in it goes. */
  directory: string;
  /** The file with the rehearsal's certificate authority, if it has one. */
  certificateAuthority?: string;
  /** `folder`: no container gets a root of its own. */
  kind?: 'auto' | 'folder';
};

/** Finds out what this machine allows. */
export async function createRooms({ directory, certificateAuthority, kind = 'auto' }: RoomsOptions): Promise<Rooms> {
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const tools = kind === 'folder' ? { why: 'it is switched off' } : await findRootTools(directory);
  /** The file is made when the database first starts. */
  const authority = () => (certificateAuthority && existsSync(certificateAuthority) ? certificateAuthority : undefined);
  if ('why' in tools) {
    return {
      kind: { kind: 'folder', why: tools.why },
      make: async (_, image) => folderRoom(image, authority()),
    };
  }
  return {
    kind: { kind: 'root' },
    make: (name, image) => rootRoom(join(directory, name), image, { tools, certificateAuthority: authority() }),
  };
}
