import type { Target } from './model.ts';

/** Requests that came through the doors: those under way by target, all of them by target group and minute. */
export interface Traffic {
  /** Counts a request; call what it returns when the exchange has ended. Health checks are none. */
  began(groupArn: string, target: Target): () => void;
  /** Exchanges that the target is busy with. */
  open(target: Target): number;
  /** Requests of a group in each minute from `from` to `to` (exclusive) that had any; `minute` is its begin in milliseconds since 1970. */
  perMinute(groupArn: string, from: Date, to: Date): { minute: number; count: number }[];
  /** All requests since the start. */
  readonly total: number;
}

const MINUTE_MS = 60_000;
/** CloudWatch keeps minutes this long. */
const KEPT_MS = 15 * 86_400_000;

/** Counts by `now`, the world's time. */
export function createTraffic(now: () => Date): Traffic {
  const busy = new Map<string, number>();
  const counted = new Map<string, Map<number, number>>();
  let total = 0;

  function count(groupArn: string): void {
    total += 1;
    const minute = Math.floor(now().getTime() / MINUTE_MS) * MINUTE_MS;
    const minutes = counted.get(groupArn) ?? new Map<number, number>();
    counted.set(groupArn, minutes);
    const known = minutes.get(minute);
    minutes.set(minute, (known ?? 0) + 1);
    if (known !== undefined) return;
    // Either way: the clock may have been set back.
    for (const old of minutes.keys()) if (Math.abs(minute - old) > KEPT_MS) minutes.delete(old);
  }

  return {
    get total() {
      return total;
    },
    began(groupArn, target) {
      count(groupArn);
      const key = keyOf(target);
      busy.set(key, (busy.get(key) ?? 0) + 1);
      let over = false;
      return () => {
        if (over) return;
        over = true;
        const left = (busy.get(key) ?? 1) - 1;
        if (left > 0) busy.set(key, left);
        else busy.delete(key);
      };
    },
    open: (target) => busy.get(keyOf(target)) ?? 0,
    perMinute: (groupArn, from, to) =>
      [...(counted.get(groupArn) ?? [])]
        .map(([minute, requests]) => ({ minute, count: requests }))
        .filter(({ minute }) => minute >= from.getTime() && minute < to.getTime())
        .toSorted((one, other) => one.minute - other.minute),
  };
}

const keyOf = ({ id, port }: Target) => `${id} ${port}`;
