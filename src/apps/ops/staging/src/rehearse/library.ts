import { EXIT, StagingError } from '../errors.ts';

export type Library = typeof import('@bookmark-manager/rehearsal');

/** The rehearsal runs from its TypeScript sources, so it needs the Node that the dependencies bring. */
export async function loadLibrary(): Promise<Library> {
  if (process.platform !== 'linux') {
    throw new StagingError(`The rehearsal needs Linux; this is ${process.platform}.`, {
      hint: 'The commands on AWS work here: staging --help',
    });
  }
  if (!('AsyncDisposableStack' in globalThis)) {
    throw new StagingError(`The rehearsal needs Node 24; this is ${process.versions.node}.`, {
      hint: 'npm start takes the Node of the dependencies.',
      exitCode: EXIT.usage,
    });
  }
  return import('@bookmark-manager/rehearsal');
}
