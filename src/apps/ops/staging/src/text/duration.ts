import { usageError } from '../errors.ts';

const UNIT_MS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The moment that `10m`, `2h`, `45s`, `1d` ago, or an instant such as `2026-12-01T01:00:00Z`, names, seen from `now`. */
export function parseSince(text: string): (now: Date) => Date {
  const [, count, unit] = /^(\d{1,6})\s*([smhd])$/.exec(text) ?? [];
  const span = Number(count) * (UNIT_MS[unit ?? ''] ?? Number.NaN);
  if (!Number.isNaN(span)) return (now) => new Date(now.getTime() - span);
  const at = /^\d{4}-\d\d-\d\dT.+(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at)) return () => new Date(at);
  throw usageError(`--since: expected 45s, 10m, 2h, 1d or an instant such as 2026-12-01T01:00:00Z, found "${text}".`);
}

/**
 * Milliseconds of `25m`, `1h30m`, `90s`, `2d`.
 * @throws StagingError, as bad usage of `what`, for anything else
 */
export function parseSpan(text: string, what: string): number {
  const parts = /^(\d{1,6}\s*[smhd]\s*)+$/.test(text) ? [...text.matchAll(/(\d+)\s*([smhd])/g)] : [];
  const ms = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNIT_MS[unit ?? ''] ?? 0), 0);
  if (ms > 0) return ms;
  throw usageError(`${what}: expected a time span such as 90s, 25m, 1h30m or 2d, found "${text}".`);
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
