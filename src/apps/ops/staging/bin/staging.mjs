#!/usr/bin/env node
// Loads the bundle that setup builds; plain JavaScript, so that it can say what to do when there is none.
import { existsSync } from 'node:fs';
import module from 'node:module';

const bundle = new URL('../dist/cli.mjs', import.meta.url);

if (existsSync(bundle)) {
  // Node 22 and newer keep compiled code between runs; Node 20 has no such function.
  module.enableCompileCache?.();
  await import(bundle.href);
} else {
  process.stderr.write('staging: the command is not built yet: run "npm start" or "node scripts/setup.mjs" first.\n');
  process.exitCode = 1;
}
