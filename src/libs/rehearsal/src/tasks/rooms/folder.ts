import { dirname, join } from 'node:path';
import type { PulledImage } from '../../registry/index.ts';
import type { Room } from './types.ts';

/**
 * A container that works in its image's folder, with this machine's own Node and libraries: where nobody may give it a root of
 * its own. What the image says about its entry point and its user does not count.
 */
export function folderRoom(image: PulledImage, certificateAuthority: string | undefined): Room {
  const at = (workingDirectory = image.workingDirectory) => join(image.root, workingDirectory);
  const run = ([program = '', ...args]: readonly string[], env: Record<string, string>, cwd: string) => ({
    ...{ command: program === 'node' ? process.execPath : program, args, cwd, env },
  });
  return {
    env: { ...image.env, PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`, HOME: '/tmp' },
    certificateAuthority,
    commandLine: ({ entryPoint = [], command = image.command }) => [...entryPoint, ...command],
    start: (command, env, workingDirectory) => run(command, env, at(workingDirectory)),
    beside: async (_, command, env) => run(command, env, at()),
    [Symbol.asyncDispose]: async () => undefined,
  };
}
