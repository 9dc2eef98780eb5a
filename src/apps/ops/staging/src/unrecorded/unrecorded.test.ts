import type { PlanSummary } from '@bookmark-manager/plan';
import { describe, expect, it } from 'vitest';
import { plannedAnew } from './find.ts';
import { sayUnrecorded } from './refuse.ts';

const plan = (changes: Partial<PlanSummary>): PlanSummary => ({
  ...{ add: [], change: [], remove: [], outputs: [], fresh: false },
  ...changes,
});
const database = 'aws_db_instance.this[0]';

describe('what plans would make anew', () => {
  it.each<[string, PlanSummary, string[]]>([
    ['is what they add', plan({ add: [database, 'aws_db_subnet_group.this'], fresh: true }), [database]],
    ['is nothing when they change it', plan({ change: [database] }), []],
    [
      'is nothing when they replace it',
      plan({
        add: [database],
        remove: [{ address: database, type: 'aws_db_instance', replaced: true, why: undefined }],
      }),
      [],
    ],
  ])('%s', (_, summary, addresses) => {
    expect(plannedAnew({ database: summary }).map(({ address }) => address)).toEqual(addresses);
  });
});

describe('the refusal', () => {
  const found = [{ unit: 'database', address: database, what: 'the database', id: 'bookmark-manager-staging-db' }];
  it('names what exists, where the state was looked for, and how it is adopted', () => {
    const [message, hint] = sayUnrecorded(found, { backend: 'local', flag: ' --aws' });
    expect(message).toContain('database: the database bookmark-manager-staging-db (aws_db_instance.this[0])');
    expect(message).toContain('local files (backend = "local")');
    expect(hint).toContain('staging tfstate show --aws');
    expect(hint).toContain(
      "cd infra/terraform/envs/staging/database && terragrunt run -- import 'aws_db_instance.this[0]' bookmark-manager-staging-db",
    );
  });
});
