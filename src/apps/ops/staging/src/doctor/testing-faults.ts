import { describe, expect, it } from 'vitest';
import { CHECKS } from './checks/index.ts';
import { examine, type Report } from './examine.ts';
import type { Facts } from './facts/facts.ts';
import { HEALTHY, seen } from './testing.ts';

/** What a fault makes of facts that were as they should be. */
export type Change = (facts: Facts) => Partial<Facts>;

/** What is planted, which check names it, in which words, and what it says to type. */
export type Planted = readonly [what: string, change: Change, id: string, finding: RegExp, next: RegExp];
/** The same of what is no fault: a note. */
export type Noted = readonly [what: string, change: Change, id: string, finding: RegExp];

export const report = (change: Change = () => ({}), facts: Facts = HEALTHY): Report =>
  examine(seen({ ...facts, ...change(facts) }), CHECKS);

export function namesFaults(rows: readonly Planted[]): void {
  describe('A planted fault', () => {
    it.each(rows)('%s is named, with what to type next', (_, change, id, finding, next) => {
      const { ok, checks } = report(change);
      expect(checks.find((check) => check.id === id)).toEqual({
        id,
        level: 'fault',
        finding: expect.stringMatching(finding),
        evidence: expect.any(String),
        next: expect.stringMatching(next),
      });
      expect(ok).toBe(false);
    });
  });
}

export function makesNotes(rows: readonly Noted[]): void {
  describe('What is worth knowing is a note, and no fault', () => {
    it.each(rows)('%s', (_, change, id, finding) => {
      const { ok, checks } = report(change);
      const found = checks.find((check) => check.id === id);
      expect(found).toMatchObject({ level: 'note', finding: expect.stringMatching(finding) });
      expect(ok).toBe(true);
    });
  });
}

const { web, api } = HEALTHY.services.of;
const { database, door } = HEALTHY;
if (!web || !api || !database || !door) throw new Error('The healthy environment has all of them.');

/** The parts of the healthy environment that faults change. */
export const WELL = { web, api, database, door };

export const services =
  (of: Partial<Facts['services']['of']>): Change =>
  () => ({ services: { ...HEALTHY.services, of: { ...HEALTHY.services.of, ...of } } });
