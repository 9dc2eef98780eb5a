#!/usr/bin/env node
// Says which runner builds for the committed shape, as a line for GITHUB_OUTPUT: an image is built by a machine of its own
// architecture, none is emulated.
//
//   node scripts/github/runner.mjs    runner=ubuntu-24.04-arm
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const RUNNERS = { ARM64: 'ubuntu-24.04-arm', X86_64: 'ubuntu-24.04' };
const units = process.argv[2] ?? fileURLToPath(new URL('../../infra/terraform/envs/staging', import.meta.url));
const read = (name) => readFileSync(join(units, name), 'utf8');

const shape = /^\s*committed_shape\s*=\s*"([^"]+)"/m.exec(read('env.hcl'))?.[1];
const architecture = JSON.parse(read('shapes.json')).shapes[shape]?.cpu_architecture;
const runner = RUNNERS[architecture];
if (runner) process.stdout.write(`runner=${runner}\n`);
else {
  process.stderr.write(
    `The shape ${shape} of env.hcl has the architecture ${architecture}: ${Object.keys(RUNNERS).join(' or ')} is expected.\n`,
  );
  process.exitCode = 1;
}
