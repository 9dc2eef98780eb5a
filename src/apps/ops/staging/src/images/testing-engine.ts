import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ownNode } from './sources.ts';

const run = async (command: string, args: readonly string[], env: NodeJS.ProcessEnv) =>
  (await promisify(execFile)(command, args, { env: { ...process.env, ...env }, maxBuffer: 2 ** 26 })).stdout.trim();

/** A buildah with a store of its own that needs no privileges of a kernel's, and no hub: it has the base image that the Dockerfiles name. */
export async function engineWithBase(root: string) {
  const folder = mkdtempSync(join(tmpdir(), 'buildah-'));
  const settings = join(folder, 'storage.conf');
  writeFileSync(
    settings,
    `[storage]\ndriver = "vfs"\ngraphroot = "${join(folder, 'graph')}"\nrunroot = "${join(folder, 'run')}"\n`,
  );
  const environment = { CONTAINERS_STORAGE_CONF: settings, BUILDAH_ISOLATION: 'chroot' };
  const buildah = (...args: string[]) => run('buildah', args, environment);
  const base = await makeBase(join(folder, 'base'), root);
  const name = `localhost/${nodeImage(root)}`;
  await buildah('manifest', 'create', name);
  // Only JavaScript is built, so the other architecture's base is never run: its files need not be its own.
  for (const architecture of ['amd64', 'arm64']) {
    const container = await buildah('from', 'scratch');
    await buildah('copy', '--quiet', container, base, '/');
    const environments = Object.entries(VARIABLES).flatMap(([key, value]) => ['--env', `${key}=${value}`]);
    await buildah('config', '--arch', architecture, '--os', 'linux', ...environments, container);
    const image = `localhost/base-${architecture}:1`;
    await buildah('commit', '--quiet', '--rm', container, image);
    await buildah('manifest', 'add', name, `containers-storage:${image}`);
  }
  rmSync(base, { recursive: true, force: true });
  return {
    environment,
    buildah,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Where the machine's own certificate authorities lie in the base: a proxy of a company's may stand before the registry. */
const AUTHORITIES = '/usr/local/share/authorities.crt';
const VARIABLES = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  COREPACK_ENABLE_DOWNLOAD_PROMPT: '0',
  NODE_EXTRA_CA_CERTS: AUTHORITIES,
};
const COREPACK = 'corepack@0.34.0';

/** A Debian with the project's own Node and corepack: as far as the Dockerfiles ask, what the hub's image of Node holds. */
async function makeBase(folder: string, root: string): Promise<string> {
  await run('debootstrap', ['--variant=minbase', 'bookworm', folder], {});
  copyFileSync(ownNode(root), join(folder, 'usr/local/bin/node'));
  await run('npm', ['install', '--global', '--prefix', join(folder, 'usr/local'), COREPACK], {});
  mkdirSync(join(folder, 'usr/local/share'), { recursive: true });
  const given = process.env.NODE_EXTRA_CA_CERTS;
  writeFileSync(join(folder, AUTHORITIES), given === undefined ? '' : readFileSync(given));
  return folder;
}

/** `node:24.…`, as both Dockerfiles have it. */
function nodeImage(root: string): string {
  const text = readFileSync(join(root, 'src/apps/web-api/core/Dockerfile'), 'utf8');
  const [, image = ''] = /^ARG NODE_IMAGE=(\S+)$/m.exec(text) ?? [];
  return image;
}
