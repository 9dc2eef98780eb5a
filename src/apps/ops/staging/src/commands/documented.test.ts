import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from './index.ts';

const root = join(import.meta.dirname, '../../../../../..');
const documents = [
  ...['README.md', 'README.ja.md', 'infra/terraform/envs/staging/README.md'],
  ...readdirSync(join(root, 'docs')).map((name) => join('docs', name)),
].filter((path) => path.endsWith('.md'));

describe('A command that a document names', () => {
  const named = documents.flatMap((path) =>
    commandsIn(readFileSync(join(root, path), 'utf8')).map((it) => ({ path, ...it })),
  );

  it('is looked for in all of them', () => {
    expect(new Set(named.map(({ path }) => path)).size).toBeGreaterThanOrEqual(5);
    expect(named.length).toBeGreaterThan(100);
  });

  it('is in the table', () => {
    const unknown = named.filter(({ name }) => !(name in COMMANDS));
    expect(unknown).toEqual([]);
  });

  it('is one of its group, where there is a group: each has a file in its folder', () => {
    const here = import.meta.dirname;
    const unknown = named.filter(
      ({ name, next }) => next && existsSync(join(here, name)) && !existsSync(join(here, name, `${next}.ts`)),
    );
    expect(unknown).toEqual([]);
  });
});

describe('A document', () => {
  it.each([
    ['type `npx staging status --json`', [{ name: 'status', next: undefined }]],
    ['`staging lease release <id>`', [{ name: 'lease', next: 'release' }]],
    ['```bash\nnpx staging up --aws   # staging environment\n```', [{ name: 'up', next: undefined }]],
    ['a staging environment, `environment: staging`, `bookmark-manager-staging web`', []],
    ['`node_modules/.bin/staging clock show`', [{ name: 'clock', next: 'show' }]],
  ])('says in %j', (text, commands) => {
    expect(commandsIn(text)).toEqual(commands);
  });
});

/** Whatever is typed as code and begins with the command's name. A comment in a block is none. */
function commandsIn(text: string): { name: string; next: string | undefined }[] {
  const blocks = [...text.matchAll(/^```\w*\n(.*?)^```/gms)].map(([, block = '']) => block.replaceAll(/\s#.*$/gm, ''));
  const spans = [...text.replaceAll(/^```.*?^```/gms, '').matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
  return [...blocks, ...spans].flatMap((code) =>
    [...code.matchAll(/(?:^|[\s(&;/])staging ([a-z]+)(?: ([a-z]+)\b)?/gm)]
      .filter(({ index, 0: found }) => !/environment: *$/.test(code.slice(0, index + found.indexOf('staging'))))
      .map(([, name = '', next]) => ({ name, next })),
  );
}
