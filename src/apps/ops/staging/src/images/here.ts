import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderEntries, type WrittenImage, writeImage, writeLayer } from '@bookmark-manager/oci';
import type { Service } from '../names.ts';
import { ownArchitecture } from './architecture.ts';
import { baseLayer } from './base.ts';
import { buildOutput, type RunOptions } from './output.ts';
import { labelsOf, type Made } from './sources.ts';

/** What the Dockerfiles say: a test compares them. */
export const RUNTIME = {
  web: { Cmd: ['node', '--max-semi-space-size=4', 'server.js'], port: 3000 },
  api: { Cmd: ['node', 'main.js'], port: 3001 },
} as const;
export const USER = '1000';
export const WORKING_DIRECTORY = '/app';

type HereOptions = RunOptions & { tag?: string };

/** What such an image stands on: not what the Dockerfiles name, which comes from Docker's hub. */
export const sayBase = (): string => `this machine, on a base of the project's own Node and its C library`;

/** Without a container engine: the service's build output on a base of this machine's own Node, for this machine. */
export async function makeHere(
  service: Service,
  layout: string,
  made: Made,
  options: HereOptions,
): Promise<WrittenImage> {
  const output = await mkdtemp(join(tmpdir(), `image-${service}-`));
  try {
    await buildOutput(service, output, options);
    const base = await baseLayer(layout, options.config);
    const app = await writeLayer(layout, inWorkingDirectory(output), { mtime: made.time });
    const { Cmd, port } = RUNTIME[service];
    return await writeImage(layout, {
      layers: [base, app],
      ...(options.tag ? { name: options.tag } : {}),
      config: {
        architecture: ownArchitecture(),
        os: 'linux',
        created: new Date(made.time * 1000).toISOString(),
        config: {
          User: USER,
          WorkingDir: WORKING_DIRECTORY,
          Env: ['PATH=/usr/local/bin:/usr/bin:/bin', 'NODE_ENV=production', `PORT=${port}`],
          Cmd: [...Cmd],
          ExposedPorts: { [`${port}/tcp`]: {} },
          Labels: labelsOf(service, made),
        },
      },
    });
  } finally {
    await rm(output, { recursive: true, force: true });
  }
}

async function* inWorkingDirectory(output: string) {
  const path = WORKING_DIRECTORY.slice(1);
  yield { kind: 'folder', path, mode: 0o755 } as const;
  yield* folderEntries(output, path);
}
