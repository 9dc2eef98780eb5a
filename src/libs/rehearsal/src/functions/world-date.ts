/**
 * Puts a `Date` in place of the process's own that shows the world's time: `new Date()`, `Date()` and `Date.now()`. Timers stay
 * the machine's. Returns what says how far the world is ahead of the machine, in milliseconds.
 */
export function installWorldDate(): (aheadMs: number) => void {
  const Machine = Date;
  let ahead = 0;
  const now = () => Machine.now() + ahead;
  const World: DateConstructor = new Proxy(Machine, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget === World ? target : newTarget),
    apply: () => new Machine(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
  Machine.prototype.constructor = World;
  globalThis.Date = World;
  return (aheadMs) => {
    ahead = aheadMs;
  };
}
