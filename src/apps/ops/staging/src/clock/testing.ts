/** A line that tells a change, as the rehearsal sends it. */
export const CHANGE = {
  kind: 'change',
  at: '2026-12-07T00:00:00.000Z',
  part: 'tasks',
  subject: 'web',
  text: 'desired count 0 to 1',
};

/** The last line of a run from Saturday morning to Monday noon. */
export const REPORT = {
  kind: 'report',
  from: '2026-12-04T23:40:00.000Z',
  until: '2026-12-07T03:00:00.000Z',
  hours: [
    { resource: 'web', awake: 3, windows: [{ from: '2026-12-07T00:00:00.000Z', until: '2026-12-07T03:00:00.000Z' }] },
    {
      resource: 'database',
      awake: 3.25,
      windows: [{ from: '2026-12-06T23:45:00.000Z', until: '2026-12-07T03:00:00.000Z' }],
    },
  ],
  changes: [
    {
      at: '2026-12-06T23:45:00.000Z',
      subject: 'database',
      text: 'stopped to starting',
      cause: { code: 'office-hours', text: 'office hours' },
    },
    {
      at: '2026-12-07T00:00:00.000Z',
      subject: 'web',
      text: 'desired count 0 to 1',
      cause: { code: 'office-hours', text: 'office hours' },
    },
    {
      at: '2026-12-07T00:00:30.000Z',
      subject: 'web',
      text: 'desired count 1 to 2',
      cause: { code: 'hand', text: 'not by the schedule' },
    },
  ],
  invocations: { fired: 40, skipped: 3040 },
  tookMs: 21_340,
};
