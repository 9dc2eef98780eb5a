import { expect, it } from 'vitest';
import { fakeIo } from '../testing.ts';
import { reportPage } from './report.ts';
import { lineSchema, reportSchema } from './schema.ts';
import { CHANGE, REPORT } from './testing.ts';
import { createRunView, progressLine } from './view.ts';

const report = reportSchema.parse(REPORT);
const line = lineSchema.parse(CHANGE);
if (line.kind !== 'change') throw new Error('The example is a change.');
const span = { from: new Date('2026-12-04T23:40:00Z'), until: new Date('2026-12-07T03:00:00Z') };

it('shows the hours of each resource, every change with its cause, what was invoked and how long it took', () => {
  expect(reportPage(report)).toEqual([
    'Sat 2026-12-05 08:40 to Mon 2026-12-07 12:00, 2 d 3 h of the clock in 21.3 s.',
    '',
    'resource  awake       times  of all',
    'web       3 h 00 min  1      5.8 %',
    'database  3 h 15 min  1      6.3 %',
    '',
    'when                  what      change                why',
    'Mon 2026-12-07 08:45  database  stopped to starting   office hours',
    'Mon 2026-12-07 09:00  web       desired count 0 to 1  office hours',
    'Mon 2026-12-07 09:00  web       desired count 1 to 2  not by the schedule',
    '',
    '3080 firings: 40 invoked, 3040 skipped, because they could change nothing.',
  ]);
});

it('says so when nothing changed', () => {
  expect(reportPage({ ...report, changes: [], hours: [] })).toContain('Nothing changed.');
});

it('shows how far the clock is and what changed last', () => {
  expect(progressLine(span, span.from, undefined)).toBe('Sat 2026-12-05 08:40  0 %');
  expect(progressLine(span, line.at, line)).toBe('Mon 2026-12-07 09:00  94 %  web: desired count 0 to 1');
  expect(progressLine(span, new Date('2027-01-01T00:00:00Z'), undefined)).toContain('100 %');
});

it('prints a line for each change where there is no terminal', () => {
  const io = fakeIo();
  using view = createRunView(io, span, () => Promise.reject(new Error('nobody asks')));
  view.changed(line);
  expect(io.stderr).toEqual(['Mon 2026-12-07 09:00  web: desired count 0 to 1']);
  expect(io.drawn).toEqual([]);
});

it('redraws one line on a terminal, no wider than it, and leaves it empty', () => {
  const io = { ...fakeIo({ live: true }), columns: 30 };
  {
    using view = createRunView(io, span, () => Promise.reject(new Error('not now')));
    view.changed(line);
  }
  expect(io.drawn).toEqual([
    '\r\u001b[KSat 2026-12-05 08:40  0 %',
    '\r\u001b[KMon 2026-12-07 09:00  94 %  w',
    '\r\u001b[K',
  ]);
  expect(io.stderr).toEqual([]);
});
