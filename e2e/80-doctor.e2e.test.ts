import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  backupAtNight,
  closedDatabase,
  fileOf,
  noExec,
  noRouteOut,
  openToTheWorld,
  type Plant,
  secret,
} from './plant.ts';
import { ROOT } from './programs.ts';
import { DIRECTORY, ensureRunning, staging } from './rehearsal.ts';
import { until } from './until.ts';

beforeAll(async () => {
  await ensureRunning();
});

const report = z.strictObject({
  ok: z.boolean(),
  checks: z.array(
    z.strictObject({
      id: z.string(),
      level: z.enum(['ok', 'note', 'fault']),
      finding: z.string(),
      evidence: z.string(),
      next: z.string().nullable(),
    }),
  ),
});

async function doctor() {
  const { code, stdout, stderr } = await staging('doctor', '--json');
  const { ok, checks } = report.parse(JSON.parse(stdout || `{"failed": ${JSON.stringify(stderr)}}`));
  expect(code).toBe(ok ? 0 : 1);
  return checks.filter(({ level }) => level === 'fault');
}

/** A unit's own copy in Terragrunt's cache, the first that is there. */
function cached(file: string): string {
  const cache = join(DIRECTORY, 'terragrunt-cache');
  const found = readdirSync(cache, { recursive: true, encoding: 'utf8' }).find((path) => path.endsWith(file));
  return join(cache, found ?? file);
}

/** What is broken, by the check that has to name it, and what it says to type. */
const PLANTED: readonly (readonly [id: string, plant: () => Plant, next: RegExp])[] = [
  ['security-group.api-database', () => closedDatabase, /^staging up$/],
  ['allow-list.applied', () => openToTheWorld, /^staging allow remove 0\.0\.0\.0\/0$/],
  ['route.out', () => noRouteOut, /^staging up$/],
  ['exec', () => noExec, /^staging up$/],
  ['database.backup', () => backupAtNight, /rds\.tf/],
  [
    'secrets.valid',
    () => secret('DATABASE_ADMIN_URL', (url) => url.replace('verify-full', 'disable')),
    /^staging secrets set/,
  ],
  [
    'secrets.database-host',
    () => secret('DATABASE_URL', (url) => url.replace(/@[^:/]+/, '@localhost')),
    /^staging secrets set/,
  ],
  [
    'allow-list',
    () => fileOf(join(DIRECTORY, 'terraform.tfvars'), 'allowed_cidr_blocks = []\n'),
    /^staging configure$/,
  ],
  ['cache', () => fileOf(cached(join('.terraform', 'terraform.tfstate')), '{"version": 3, "ba'), /^staging clean$/],
  [
    'lambda.wake.bundle',
    () => fileOf(join(ROOT, 'infra/terraform/modules/compute/lambda/wake.zip'), ''),
    /^node scripts\/build_lambdas\.mjs$/,
  ],
];

describe('staging doctor', () => {
  it('finds no fault in an environment that is well', async () => {
    await until('no fault', async () => (await doctor()).length === 0, { deadlineMs: 240_000 });
  });

  it('names each of the faults that were planted, and no other; put right, they are gone', async () => {
    const putRight: (() => Promise<unknown>)[] = [];
    try {
      for (const [, plant] of PLANTED) putRight.push(await plant()());
      const faults = await doctor();
      expect(faults.map(({ id }) => id).sort()).toEqual(PLANTED.map(([id]) => id).sort());
      for (const [id, , next] of PLANTED) expect(faults.find((fault) => fault.id === id)?.next, id).toMatch(next);
      expect(JSON.stringify(faults)).not.toMatch(/postgresql:\/\//);
    } finally {
      for (const right of putRight.reverse()) await right();
    }
    expect(await doctor()).toEqual([]);
  });
});
