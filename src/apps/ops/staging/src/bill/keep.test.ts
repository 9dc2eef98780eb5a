import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { keep, keptFile, readKept } from './keep.ts';

const folder = mkdtempSync(join(tmpdir(), 'bill-'));
afterAll(() => rmSync(folder, { recursive: true }));

const NOW = new Date('2026-12-20T00:00:00Z');
const at = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
const period = { from: '2026-12-01', last: '2026-12-19', until: NOW };
const bill = {
  lines: [{ day: '2026-12-01', awsService: 'AWS Lambda', usageType: 'APN1-Request', quantity: 3, microUsd: 0.6 }],
  estimated: ['2026-12-01'],
  requests: 1,
};

it('a bill is kept by account and days, for a day', async () => {
  const file = keptFile({ environment: { XDG_CACHE_HOME: folder } }, '111122223333', period);
  expect(file).toBe(join(folder, 'bookmark-manager/bills/111122223333-2026-12-01-2026-12-19.json'));
  expect(await readKept(file, NOW)).toBeNull();
  await keep(file, bill, NOW);
  expect(await readKept(file, at(23))).toEqual({ at: NOW, bill });
  expect(await readKept(file, at(24))).toBeNull();
  expect(await readKept(file, at(-1))).toBeNull();
});

it('what cannot be read is not kept', async () => {
  const file = join(folder, 'damaged.json');
  writeFileSync(file, '{"at":"2026-12-20T00:00:00Z","bill":{"lines":[{"day":1}]}}');
  expect(await readKept(file, NOW)).toBeNull();
});
