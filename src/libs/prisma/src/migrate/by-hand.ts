import { fileURLToPath } from 'node:url';
import { migrationProgram, statusProgram } from './program.ts';

// `staging db migrate --tunnel` runs this (with --status it only looks): the migrations of this checkout, from its sources.
try {
  const { env } = process;
  const folder = fileURLToPath(new URL('../../migrations', import.meta.url));
  const told = (name: string) => process.stderr.write(`applied ${name}\n`);
  const isAsked = process.argv.includes('--status');
  const last = await (isAsked ? statusProgram({ env, folder }) : migrationProgram({ env, folder, told }));
  process.stdout.write(`${last}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
