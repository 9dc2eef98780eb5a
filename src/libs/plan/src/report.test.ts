import { expect, it } from 'vitest';
import { parseRunReport } from './report.ts';
import { recorded } from './testing.ts';

it('tells what failed from what did not run because of it', () => {
  const rows = parseRunReport(recorded('failed-report.json')).map(({ unit, outcome, because }) => [
    unit,
    outcome,
    because,
  ]);
  expect(rows).toEqual([
    ['network', 'failed', undefined],
    ['storage', 'succeeded', undefined],
    ['compute', 'not run', 'network'],
  ]);
});

it('says how long each unit took', () => {
  expect(parseRunReport(recorded('failed-report.json'))[0]?.seconds).toBeCloseTo(13.65, 1);
});

it('refuses a result that it does not know', () => {
  const odd = [{ Name: 'a', Started: '2026-11-24T03:55:32Z', Ended: '2026-11-24T03:55:33Z', Result: 'maybe' }];
  expect(() => parseRunReport(JSON.stringify(odd))).toThrow();
});
