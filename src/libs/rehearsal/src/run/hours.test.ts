import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createHours } from './hours.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 11, 1) + minutes * 60_000);
const iso = (minutes: number) => at(minutes).toISOString();

it('tells for how long each was awake, and when', () => {
  const hours = createHours();
  hours.observe(at(0), { web: false, database: true });
  hours.observe(at(540), { web: true, database: true });
  hours.observe(at(550), { web: true, database: true });
  hours.observe(at(1321), { web: false, database: true });
  expect(hours.report(at(1440))).toEqual([
    { resource: 'web', awake: 781 / 60, windows: [{ from: iso(540), until: iso(1321) }] },
    { resource: 'database', awake: 24, windows: [{ from: iso(0), until: iso(1440) }] },
  ]);
});

it('ends the time of what is gone, and takes no notice of what lasts for no time', () => {
  const hours = createHours();
  hours.observe(at(0), { web: true });
  hours.observe(at(30), {});
  hours.observe(at(40), { web: true });
  hours.observe(at(40), { web: false });
  expect(hours.report(at(60))).toEqual([{ resource: 'web', awake: 0.5, windows: [{ from: iso(0), until: iso(30) }] }]);
});

it('counts each minute by what was seen last', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 200 }), (minutes) => {
      const hours = createHours();
      for (const [index, web] of minutes.entries()) hours.observe(at(index), { web });
      const [web] = hours.report(at(minutes.length));
      expect(Math.round((web?.awake ?? 0) * 60)).toBe(minutes.filter(Boolean).length);
    }),
  );
});
