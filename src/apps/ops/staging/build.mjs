// Bundles the command into dist/: one small entry, and one chunk for each command, loaded when it is typed.
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
// Put in place when it is whole: a command that runs meanwhile finds its chunks.
const outdir = `${dist}.${process.pid}.partial`;

await build({
  absWorkingDir: here,
  entryPoints: { cli: 'src/cli.ts' },
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minify: true,
  keepNames: true,
  legalComments: 'none',
  // The rehearsal starts files that lie beside its sources (a Python launcher, a worker, PostgreSQL's binaries): it runs
  // from them, by the Node 24 of the dependencies, which reads TypeScript and keeps compiled code between runs.
  external: ['@bookmark-manager/rehearsal', 'esbuild', 'pg-native'],
  // CommonJS dependencies ask for Node's own modules with require().
  banner: {
    js: "import{createRequire as makeRequire}from'node:module';const require=makeRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
await rename(dist, `${outdir}.old`).catch(() => undefined);
await rename(outdir, dist);
await rm(`${outdir}.old`, { recursive: true, force: true });
