/**
 * Catches what a part throws where nobody waits for it (a log that cannot be written because the disk is full): the
 * process would end at once, with everything that it started. The signal aborts with the first such error as its reason.
 */
export function watchForBreaks(program: Breakable = process): Disposable & {
  signal: AbortSignal;
} {
  const controller = new AbortController();
  const broken = (error: unknown) => controller.abort(error);
  program.on('uncaughtException', broken);
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => void program.off('uncaughtException', broken),
  };
}

/** A process, as far as this is about it. */
export type Breakable = Record<
  'on' | 'off',
  (name: 'uncaughtException', listener: (error: unknown) => void) => unknown
>;
