import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './fault.mjs';
import { isLinked, linkNode } from './own_node.mjs';
import { cache, hash, local, read, root } from './places.mjs';
import { run, which } from './run.mjs';

/** pnpm as `packageManager` in package.json pins it, its hash included. */
export const pnpm = {
  find() {
    const { version, folder, tool } = pinned();
    if (existsSync(join(folder, 'verified')) && existsSync(tool)) return { text: version, tool };
    if (which('npm').length > 0) return undefined;
    throw new SetupError(
      'npm was not found on PATH.',
      'It comes with Node.js: install that again (`mise install` does).',
    );
  },
  room: { folder: cache, mib: 30 },
  async make({ say }) {
    const { version, folder, tool, integrity } = pinned();
    say(`installing ${version}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--save-exact', `pnpm@${version}`], {
      cwd: folder,
      hint: 'Is the npm registry reachable?',
    });
    if (installedIntegrity(folder) !== integrity) {
      rmSync(folder, { recursive: true, force: true });
      throw new SetupError(
        `pnpm ${version} from the registry is not the one that package.json names (its hash differs).`,
        'Look at "packageManager" in package.json before you go on.',
      );
    }
    writeFileSync(join(folder, 'verified'), '');
    return { text: `${version} installed`, tool };
  },
};

/** Everything in pnpm-lock.yaml, nothing else. */
export const dependencies = {
  find: () => (isInstalled() && isLinked() ? { text: 'unchanged' } : undefined),
  room: { folder: root, mib: 1300 },
  async make({ say, found }) {
    if (!isInstalled()) {
      say('installing what pnpm-lock.yaml lists');
      await run(process.execPath, [found.pnpm, 'install', '--frozen-lockfile', '--prefer-offline'], {
        cwd: root,
        env: { CI: 'true' },
        hint: 'Is the npm registry reachable, and is there space on the disk?',
      });
    }
    linkNode();
    mkdirSync(local, { recursive: true });
    writeFileSync(stamp, wanted());
    return { text: 'installed' };
  },
};

const stamp = join(local, 'dependencies');
const wanted = () => hash(read('pnpm-lock.yaml'), read('pnpm-workspace.yaml'), read('package.json'));
const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted();

function pinned() {
  const [, version, sha512] = JSON.parse(read('package.json')).packageManager.match(
    /^pnpm@([\d.]+)\+sha512\.([0-9a-f]+)$/,
  );
  const folder = join(cache, `pnpm-${version}`);
  const integrity = `sha512-${Buffer.from(sha512, 'hex').toString('base64')}`;
  return { version, folder, integrity, tool: join(folder, 'node_modules/pnpm/bin/pnpm.cjs') };
}

function installedIntegrity(folder) {
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  return packages['node_modules/pnpm'].integrity;
}
