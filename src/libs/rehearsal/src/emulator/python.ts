import { existsSync, readFileSync } from 'node:fs';

/** What set-up found and made for this clone. */
const TOOLS = new URL('../../../../../node_modules/.cache/bookmark-manager/tools.json', import.meta.url);

/** The Python that has moto: `STAGING_PYTHON`, or the one that set-up made. For tests and for work on the relay. */
export function findPython(env: NodeJS.ProcessEnv = process.env): string {
  const { python } = existsSync(TOOLS) ? (JSON.parse(readFileSync(TOOLS, 'utf8')) as { python?: string }) : {};
  const found = env.STAGING_PYTHON ?? python;
  if (!found) throw new Error('There is no Python with moto yet: node scripts/setup.mjs makes one.');
  return found;
}
