import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decodeFile } from './decode.ts';
import { type Link, NetscapeReader } from './netscape-reader.ts';

/** Real exports of others' programs: they lie beside the repository, since their licences are not ours to hand on. */
const folder = join(import.meta.dirname, '../../../../../../../shared/fixtures/bookmarks');
const names = existsSync(folder) ? (await readdir(folder)).filter((name) => name.endsWith('.html')) : [];

const expectedSchema = z.object({
  summary: z.object({ encoding: z.string() }),
  links: z.array(
    z.object({
      url: z.string(),
      title: z.string(),
      path: z.array(z.string()),
      tags: z.array(z.string()),
      add_date: z.number().nullable(),
      description: z.string().nullable(),
    }),
  ),
});

const read = async (file: string) => {
  const links: Link[] = [];
  const reader = new NetscapeReader((link) => links.push(link));
  const bytes = await readFile(file);
  const encoding = await decodeFile(
    (async function* () {
      yield bytes;
    })(),
    (text) => reader.push(text),
  );
  return { links, encoding, ...reader.end() };
};

describe('exports of other programs', () => {
  it.skipIf(names.length > 0)(
    'are not here: ../shared/fixtures/bookmarks is missing, so only our own fixtures are read',
    () => {},
  );

  it.each(names)('reads %s as its expectation says', async (name) => {
    const expected = expectedSchema.parse(JSON.parse(await readFile(join(folder, `${name}.expected.json`), 'utf8')));
    const { links, encoding, recognised } = await read(join(folder, name));
    expect(recognised).toBe(true);
    expect(encoding).toBe(expected.summary.encoding.replace('-bom', ''));
    const found = links.map(({ url, title, folder: path, tags, addedAt, description }) => ({
      url,
      title,
      path,
      tags,
      add_date: addedAt ? addedAt.getTime() / 1000 : null,
      description: description || null,
    }));
    expect(found).toEqual(expected.links);
  });
});
