// The applications have compiler settings of their own (decorators, JSX): each package that has a `typecheck` script runs it.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { local, root } from '../setup/places.mjs';

const { pnpm } = JSON.parse(readFileSync(join(local, 'tools.json'), 'utf8'));
const result = spawnSync(process.execPath, [pnpm, '--recursive', '--if-present', 'run', 'typecheck'], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(result.status ?? 1);
