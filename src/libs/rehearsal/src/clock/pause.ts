/** Waits real milliseconds; an aborted signal ends the wait early, without an error. */
export function pause(realMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, realMs);
    signal?.addEventListener('abort', done, { once: true });
  });
}
