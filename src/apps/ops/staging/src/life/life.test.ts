import type { PlanSummary } from '@bookmark-manager/plan';
import { describe, expect, it } from 'vitest';
import { sayLosses } from './losses.ts';
import { refuseRestoreOver } from './restore.ts';
import { chooseSnapshot, snapshotName } from './snapshots.ts';

const now = new Date('2026-12-03T03:00:00Z');
const snapshot = (id: string, status = 'available') => ({
  ...{ id, status, at: new Date('2026-12-01T03:00:00Z'), gib: 20 },
  engine: 'rds' as const,
});

describe('a snapshot', () => {
  const all = [snapshot('third', 'creating'), snapshot('second'), snapshot('first')];
  it('is chosen by its name, or as the latest that is whole', () => {
    expect(chooseSnapshot(all, 'latest').id).toBe('second');
    expect(chooseSnapshot(all, 'first').id).toBe('first');
  });

  it.each([
    ['that is not whole', all, 'third', 'There is second, first.'],
    ['where there is none', [], 'latest', 'Without --restore the database begins empty.'],
  ])('%s is refused', (_, snapshots, wanted, hint) => {
    expect(() => chooseSnapshot(snapshots, wanted)).toThrow(expect.objectContaining({ hint }));
  });

  it('has a name that RDS takes', () => {
    expect(snapshotName(now)).toBe('bookmark-manager-staging-db-final-20261203t030000');
  });
});

describe('what a down loses', () => {
  const losses = {
    database: { status: 'stopped', engine: 'rds' as const, snapshot: snapshot('nightly') },
    images: { web: 3, api: null },
    objects: { count: 1000, more: true },
  };
  const rows = (kept?: string, changes = {}) => sayLosses({ ...losses, ...changes }, kept, now)[1];

  it('is counted where AWS can count it', () => {
    expect(sayLosses(losses, undefined, now)).toEqual(
      expect.arrayContaining(['  all images (web 3)', '  the bucket of static assets with 1000 and more objects']),
    );
  });

  it('is of the rows what the last snapshot does not have, unless one is taken', () => {
    expect(rows()).toMatch(
      /the last snapshot nightly is 2 days old \(of a database of 20 GiB\), and none is taken now/,
    );
    expect(rows('last')).toMatch(/they are kept in the snapshot last/);
    expect(rows(undefined, { database: { ...losses.database, snapshot: undefined } })).toMatch(/no snapshot has them/);
  });

  it('is nothing of what is gone already', () => {
    const gone = sayLosses({ database: null, images: { web: null, api: null }, objects: null }, undefined, now);
    expect(gone.join('\n')).not.toMatch(/database|images|bucket/);
  });
});

describe('a restore', () => {
  const plan = (changes: Partial<PlanSummary>): Record<string, PlanSummary> => ({
    database: { ...{ add: [], change: [], remove: [], outputs: [], fresh: false }, ...changes },
  });
  const address = 'aws_db_instance.this[0]';
  it('is for a new database, or one that was only half made', () => {
    const half = { address, type: 'aws_db_instance', replaced: true, why: 'its creation was cut short' };
    expect(() => refuseRestoreOver(plan({ add: [address] }), 'rds')).not.toThrow();
    expect(() => refuseRestoreOver(plan({ add: [address], remove: [half] }), 'rds')).not.toThrow();
  });

  it.each([
    ['one that is there', plan({})],
    [
      'one that would be replaced',
      plan({ add: [address], remove: [{ address, type: 'aws_db_instance', replaced: true, why: undefined }] }),
    ],
    ['no plan of it', {}],
  ])('is refused for %s', (_, plans) => {
    expect(() => refuseRestoreOver(plans, 'rds')).toThrow('There is a database already');
  });

  it('is refused for a database of the other engine', () => {
    expect(() => refuseRestoreOver(plan({ add: [address] }), 'aurora-serverless-v2')).toThrow(
      'The snapshot is of an Aurora cluster, and the shape has an RDS instance.',
    );
  });
});
