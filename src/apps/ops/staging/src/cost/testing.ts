import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { estimate, hoursOf } from '@bookmark-manager/cost';
import { recorded, SHAPES, sliceOf, usageOf } from '@bookmark-manager/cost/testing';
import { priceList } from '@bookmark-manager/prices';
import { slice } from '../schedule/testing.ts';
import { temporaryFolder } from '../testing.ts';
import type { Named } from './ask.ts';

/** The estimate of a recorded shape. */
export function estimateOf(name: string, month = '2026-12'): Named {
  const hours = hoursOf(sliceOf(name), month, usageOf());
  return { name, estimate: estimate(recorded(name), priceList(), hours, usageOf()) };
}

/** Those of all shapes. */
export const allEstimates = (): Named[] => SHAPES.map((name) => estimateOf(name));

type Values = Record<string, unknown>;
type Change = { type: string; before?: Values; after?: Values };

/** What Terraform writes of a plan, as far as an estimate reads it. */
export function planText(changes: readonly Change[], { region = 'ap-northeast-1', told = slice() } = {}): string {
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.11.4',
    variables: { schedule: { value: JSON.stringify(told) } },
    resource_changes: changes.map(({ type, before, after }) => ({
      ...{ address: `${type}.this`, mode: 'managed', type, name: 'this' },
      change: { actions: [before ? 'update' : 'create'], before: before ?? null, after: after ?? null },
    })),
    configuration: { provider_config: { aws: { expressions: { region: { constant_value: region } } } } },
  });
}

/** A folder as `staging plan --keep` leaves it, with one unit. */
export function plansFolder(text: string, unit = 'compute'): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, unit));
  writeFileSync(join(folder, unit, 'tfplan.json'), text);
  writeFileSync(join(folder, 'plans.json'), JSON.stringify({ units: [unit] }));
  return folder;
}

/** An instance of RDS. */
export const database = (changes: Values = {}): Values => ({
  ...{ engine: 'postgres', instance_class: 'db.t4g.micro', allocated_storage: 20, storage_type: 'gp3' },
  ...changes,
});
