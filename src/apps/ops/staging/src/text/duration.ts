import { usageError } from '../errors.ts';

const UNIT_MS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The moment that `10m`, `2h`, `45s`, `1d` ago, or an instant such as `2026-12-01T01:00:00Z`, names. */
export function parseSince(text: string, now: Date): Date {
  const [, count, unit] = /^(\d{1,6})\s*([smhd])$/.exec(text) ?? [];
  const span = Number(count) * (UNIT_MS[unit ?? ''] ?? Number.NaN);
  if (!Number.isNaN(span)) return new Date(now.getTime() - span);
  const at = /^\d{4}-\d\d-\d\dT.+(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at)) return new Date(at);
  throw usageError(`--since: expected 45s, 10m, 2h, 1d or an instant such as 2026-12-01T01:00:00Z, found "${text}".`);
}

/** Waits, or until the signal is aborted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}
