/** What a run at its fastest sees. */
export type Look = {
  now: Date;
  until: Date;
  /** The next moment for which somebody waits in world time. */
  due: Date | undefined;
  /** What is physically under way. */
  underway: readonly string[];
  /** What of it is not waited for any more. */
  ignored: ReadonlySet<string>;
};

export type Step = { kind: 'stand' } | { kind: 'jump'; to: Date } | { kind: 'end' };

/**
 * What a run at its fastest does next: it stands while anything physical is under way, so that nothing physical is ever hurried;
 * else it jumps to the next moment for which anybody waits, its end at the latest.
 */
export function nextStep({ now, until, due, underway, ignored }: Look): Step {
  if (underway.some((each) => !ignored.has(each))) return { kind: 'stand' };
  if (due && due <= until) return { kind: 'jump', to: due > now ? due : now };
  return now < until ? { kind: 'jump', to: until } : { kind: 'end' };
}
