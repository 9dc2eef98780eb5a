import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache, hash, local, read, root } from './places.mjs';
import { run, SetupError } from './run.mjs';

/** pnpm as `packageManager` in package.json pins it, its hash included. */
export async function pnpm({ say }) {
  const [, version, sha512] = JSON.parse(read('package.json')).packageManager.match(
    /^pnpm@([\d.]+)\+sha512\.([0-9a-f]+)$/,
  );
  const folder = join(cache, `pnpm-${version}`);
  const tool = join(folder, 'node_modules/pnpm/bin/pnpm.cjs');
  if (existsSync(join(folder, 'verified'))) return { text: version, tool };
  say(`installing ${version}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--save-exact', `pnpm@${version}`], {
    cwd: folder,
    hint: 'Is the npm registry reachable?',
  });
  const { integrity } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages[
    'node_modules/pnpm'
  ];
  if (integrity !== `sha512-${Buffer.from(sha512, 'hex').toString('base64')}`) {
    rmSync(folder, { recursive: true, force: true });
    throw new SetupError(
      `pnpm ${version} from the registry is not the one that package.json names (its hash differs).`,
      'Look at "packageManager" in package.json before you go on.',
    );
  }
  writeFileSync(join(folder, 'verified'), '');
  return { text: `${version} installed`, tool };
}

/** Everything in pnpm-lock.yaml, nothing else. */
export async function dependencies({ say, found }) {
  const stamp = join(local, 'dependencies');
  const wanted = hash(read('pnpm-lock.yaml'), read('pnpm-workspace.yaml'), read('package.json'));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return { text: 'unchanged' };
  say('installing what pnpm-lock.yaml lists');
  await run(process.execPath, [found.pnpm, 'install', '--frozen-lockfile', '--prefer-offline'], {
    cwd: root,
    env: { CI: 'true' },
    hint: 'Is the npm registry reachable, and is there space on the disk?',
  });
  mkdirSync(local, { recursive: true });
  writeFileSync(stamp, wanted);
  return { text: 'installed' };
}
