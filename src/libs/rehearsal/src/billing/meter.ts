import type { Ledger, Usage } from './ledger.ts';

/** Something that is paid for as long as it is there. */
export type Level = Usage & {
  /** What it is: a task's id, a load balancer's name. */
  resource: string;
  /** How much of it there is, in what an hour of it is counted by: 0.25 for a quarter of a vCPU, 20 for 20 GB. */
  perHour: number;
  /** What is there for less is paid for as if it had been there so long. */
  leastMs?: number;
};

/** Keeps account of what is there: each level counts from one look to the next. */
export interface Meter {
  /** The time from the last look until `now` was lived with what there was; from now on there is this. */
  look(levels: readonly Level[], now: Date): void;
  /** It was lived until `before`; then the world's time went to `after` without being lived. */
  jump(before: Date, after: Date): void;
  /** Counts something that happens at a moment. */
  count(use: Usage & { resource: string }, quantity: number, at: Date): void;
}

/** What every hour has that was lived: how much of a day the rehearsal was there for. */
export const LIVED = { service: 'rehearsal', usageType: 'lived', resource: 'world' } as const;

type Open = { level: Level; since: Date };

/** Begins at the first look. */
export function createMeter(ledger: Ledger): Meter {
  let open = new Map<string, Open>();
  let last: Date | undefined;

  function live(until: Date): void {
    if (last === undefined || until <= last) return;
    ledger.during(LIVED, 1, last, until);
    for (const { level } of open.values()) ledger.during(level, level.perHour, last, until);
    last = until;
  }

  /** What has ended too soon is paid for as if it went on for a while. */
  function end({ level, since }: Open, at: Date): void {
    const { leastMs = 0, perHour } = level;
    const missing = since.getTime() + leastMs - at.getTime();
    if (missing > 0) ledger.at(level, (perHour * missing) / HOUR_MS, at);
  }

  return {
    look(levels, now) {
      live(now);
      last ??= now;
      const next = new Map(levels.map((level) => [keyOf(level), level]));
      for (const [key, one] of open) if (!next.has(key)) end(one, now);
      open = new Map([...next].map(([key, level]) => [key, { level, since: open.get(key)?.since ?? now }]));
    },
    jump(before, after) {
      live(before);
      last = after;
      if (after < before) ledger.again();
      const byMs = after.getTime() - before.getTime();
      for (const one of open.values()) one.since = new Date(one.since.getTime() + byMs);
    },
    count: (use, quantity, at) => ledger.at(use, quantity, at),
  };
}

const HOUR_MS = 3_600_000;
const keyOf = ({ service, usageType, resource }: Level) => `${service} ${usageType} ${resource}`;
