import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readWhole } from './testing.ts';

/** Real exports of others' programs: they lie beside the repository, since their licences are not ours to hand on. */
const folder = join(import.meta.dirname, '../../../../../../../shared/fixtures/bookmarks');
const names = existsSync(folder)
  ? (await readdir(folder)).filter((name) => /(?<!\.expected)\.(html|json|csv)$/.test(name))
  : [];

const expectedSchema = z.object({
  summary: z.object({ encoding: z.string(), format: z.string() }),
  links: z.array(
    z.object({
      url: z.string(),
      title: z.string(),
      path: z.array(z.string()),
      tags: z.array(z.string()),
      add_date: z.number().nullable(),
      description: z.string().nullable(),
      archived: z.boolean().default(false),
      toread: z.string().nullish(),
    }),
  ),
});

describe('exports of other programs', () => {
  it.skipIf(names.length > 0)(
    'are not here: ../shared/fixtures/bookmarks is missing, so only our own fixtures are read',
    () => {},
  );

  it.each(names)('reads %s as its expectation says', async (name) => {
    const expected = expectedSchema.parse(JSON.parse(await readFile(join(folder, `${name}.expected.json`), 'utf8')));
    const { links, encoding, recognised, format } = readWhole(await readFile(join(folder, name)));
    expect([recognised, format]).toEqual([true, expected.summary.format]);
    expect(encoding).toBe(expected.summary.encoding.replace('-bom', ''));
    const found = links.map(({ url, title, folders, tags, addedAt, description, archived, unread }) => ({
      url,
      title,
      path: folders[0] ?? [],
      tags,
      // a second is as exact as the expectations are
      add_date: addedAt ? Math.floor(addedAt.getTime() / 1000) : null,
      description: description || null,
      archived,
      unread,
    }));
    expect(found).toEqual(expected.links.map(({ toread, ...link }) => ({ ...link, unread: toread === '1' })));
  });
});
