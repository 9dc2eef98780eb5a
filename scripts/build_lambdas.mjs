#!/usr/bin/env node
// Bundles the Lambdas (modules/compute/lambda/*.ts) and zips each bundle beside its source. Terragrunt runs it in the
// repository before it copies the module, so an apply always finds its zips. Does nothing when nothing changed, and keeps
// a bundle that somebody made by hand after the last change. The same sources give the same bytes, on every machine.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = dirname(dirname(fileURLToPath(import.meta.url)));
const own = join(repository, 'infra/terraform/modules/compute/lambda');
const folder = process.env.LAMBDA_FOLDER ?? own;
const names = ['authorizer', 'ecs_scheduler', 'wake'];

async function main() {
  const changed = Math.max(...inputs().map(modified));
  const stale = names.filter((name) => modified(at(name, 'js')) < changed);
  if (stale.length > 0) await bundle(stale);
  for (const name of names) if (modified(at(name, 'zip')) < modified(at(name, 'js'))) await zip(name);
}

/** What a bundle is made of. The lock file stands for the packages. */
function inputs() {
  const sources = [folder, join(repository, 'src/libs/schedule/src')].flatMap((root) => files(root));
  const own = sources.filter((file) => file.endsWith('.ts') && !/(\.test|testing[^/]*)\.ts$/.test(file));
  return [...own, join(repository, 'pnpm-lock.yaml'), fileURLToPath(import.meta.url)];
}

async function bundle(stale) {
  const { build } = await packaged('esbuild');
  const { outputFiles } = await build({
    entryPoints: stale.map((name) => at(name, 'ts')),
    absWorkingDir: repository,
    outdir: folder,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    mainFields: ['module', 'main'], // ES modules: what is not used is left out, which is half of it
    // Lambda gives credentials by the environment; the other ways to find some are a sixth of the bundle.
    alias: { '@aws-sdk/credential-provider-node': join(own, 'environment_credentials.ts') },
    legalComments: 'none',
    tsconfigRaw: { compilerOptions: { strict: true } }, // whatever tsconfig.json says to the type checker
    logLevel: 'silent',
    write: false,
  });
  for (const { path, contents } of outputFiles) replace(path, contents);
}

async function zip(name) {
  const { zipSync } = await packaged('fflate');
  const entry = (text) => [text, { mtime: new Date(1980, 0, 1), os: 3, attrs: 0o644 << 16 }];
  const content = {
    [`${name}.js`]: entry(readFileSync(at(name, 'js'))),
    // The bundle is CommonJS wherever it is unpacked, below a package of modules too.
    'package.json': entry(Buffer.from('{"type":"commonjs"}\n')),
  };
  replace(at(name, 'zip'), zipSync(content, { level: 9 }));
}

/** Whole or not at all: two runs of Terragrunt may be here at once. */
function replace(path, content) {
  const draft = `${path}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeFileSync(draft, content);
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
  process.stderr.write(`Wrote ${relative(repository, path)}, ${(content.length / 1024).toFixed(0)} kB.\n`);
}

async function packaged(name) {
  try {
    return await import(name);
  } catch (cause) {
    throw new Error(`The package ${name} is not installed: run \`node scripts/setup.mjs\` in the repository.`, {
      cause,
    });
  }
}

const at = (name, extension) => join(folder, `${name}.${extension}`);
// An empty file is what an interrupted run left: it counts as one that is not there.
const modified = (path) => {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats && stats.size > 0 ? stats.mtimeMs : 0;
};
const files = (root) =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name));

main().catch((error) => {
  process.stderr.write(`The Lambdas could not be bundled.\n${error.message}\n`);
  process.exitCode = 1;
});
