import { type Check, defineCheck, fault, note, ok } from '../check.ts';

/** Where it looks, and what only a rehearsal has. */
export const rehearsalChecks = {
  target: defineCheck(['target'], ({ target }) => {
    if (target === null)
      return fault('No rehearsal runs.', 'Only this machine was looked at (--aws is the real account)', 'npm start');
    return ok(target === 'aws' ? 'The real account.' : 'The rehearsal that runs.');
  }),
  limits: defineCheck(['world'], ({ world }) => {
    if (world === null) return ok('AWS holds tasks to their CPU and memory.');
    if (world.unlimited === null) return ok('Tasks are held to their CPU and memory.');
    return note(
      'Limits are off: a task that needs too much memory is not killed here, and on AWS it is.',
      world.unlimited,
      null,
    );
  }),
  roots: defineCheck(['world'], ({ world }) => {
    if (world === null) return ok("AWS runs a task in its image's own root.");
    if (world.rootless === null) return ok("Tasks run in their image's own root.");
    return note(
      "Tasks run in their image's folder, with this machine's own files around it: what an image lacks is missed on AWS only.",
      world.rootless,
      null,
    );
  }),
  faults: defineCheck(['world'], ({ world }) => {
    if (world === null || world.faults.length === 0) return ok('Nothing is made to fail.');
    return note(`Made to fail: ${world.faults.join(', ')}.`, 'staging clock fault', 'staging clock fault none');
  }),
} satisfies Record<string, Check>;
