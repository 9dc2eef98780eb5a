import type { ProcessSpec } from '../../processes/types.ts';
import type { PulledImage } from '../../registry/index.ts';

/** A program as it is to be started in a room. */
export type Started = Pick<ProcessSpec, 'command' | 'args' | 'cwd' | 'env'>;

/** Where the programs of one container run. Disposed when none of them runs any more. */
export interface Room extends AsyncDisposable {
  /** What a container's environment begins with: the image's own, and what every program expects. */
  readonly env: Record<string, string>;
  /** Where the rehearsal's certificate authority is, as a program in the room finds it; undefined when it has none. */
  readonly certificateAuthority: string | undefined;
  /** A container's whole command line: the image's own words where the task definition has none. */
  commandLine(definition: { entryPoint?: string[] | undefined; command?: string[] | undefined }): string[];
  /** The container's own program. `workingDirectory` is the image's unless given. */
  start(command: readonly string[], env: Record<string, string>, workingDirectory?: string): Started;
  /** Another program beside it (`pid`), such as a health check; undefined when the first is not there yet. */
  beside(pid: number, command: readonly string[], env: Record<string, string>): Promise<Started | undefined>;
}

/** How containers are kept apart from the machine: each has its image's folder as its root, or works in it. */
export type RoomKind = { kind: 'root' } | { kind: 'folder'; why: string };

export interface Rooms {
  readonly kind: RoomKind;
  /** `name` is the room's own among those that live: a task's id and a container's name. */
  make(name: string, image: PulledImage): Promise<Room>;
}
