import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { glob, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const here = join(import.meta.dirname, '..');
const image = join(here, 'dist/image');
const sources = [
  'app/**/*',
  'public/**/*',
  'src/**/*',
  'scripts/*',
  '*.{ts,mjs,json}',
  '../../../libs/{contract,serving}/src/**/*',
];
const noPartOfIt = /\.test\.ts$|testing[^/]*\.ts$|next-env\.d\.ts$/;

/** The folder of the web's image, built when its sources are newer: by one test file, while the others wait. */
export const builtImage = async (): Promise<string> => {
  await using _ = await onlyOne();
  if (await outdated()) await promisify(execFile)(process.execPath, [join(here, 'scripts/build-image.ts')]);
  return image;
};

const outdated = async (): Promise<boolean> => {
  const built = await modified(join(image, 'server.js'));
  for await (const file of glob(sources, { cwd: here })) {
    if (!noPartOfIt.test(file) && (await modified(join(here, file))) > built) return true;
  }
  return false;
};

const modified = async (file: string): Promise<number> => (await stat(file).catch(() => undefined))?.mtimeMs ?? 0;

/** Waits until no other process of this machine is in here. The name is free again when its holder ends, however it ends. */
const onlyOne = async (): Promise<AsyncDisposable> => {
  const server = createServer();
  while (!(await listens(server, `\0${image}`))) await sleep(100);
  return server;
};

const listens = async (server: Server, name: string): Promise<boolean> => {
  try {
    await once(server.listen(name), 'listening');
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false;
    throw error;
  }
};
