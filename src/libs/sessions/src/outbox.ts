/** Messages under way: numbered, sent, sent again until the other end has them. Pure but for what it remembers. */
export interface Outbox {
  /** Takes a message; `encode` gets its number. */
  add(encode: (sequence: number) => Buffer): void;
  /** What may be sent at `nowMs`, first or again. */
  due(nowMs: number): Buffer[];
  acknowledged(sequence: number, nowMs: number): void;
  /** The connection is another one: everything under way is due again. */
  restart(): void;
  /** Messages that the other end does not have yet. */
  readonly size: number;
  /** For how long nothing has been acknowledged although something is under way; 0 when nothing is. */
  silentMs(nowMs: number): number;
}

type Sent = { bytes: Buffer; sentMs: number | undefined; times: number };

/** Messages that are under way at once. */
const WINDOW = 256;
/** Of these only the oldest are sent again: a slow peer has most of the others already, and would only get slower. */
const AGAIN = 8;
/** Bounds of the wait before a message is sent again. */
const LEAST_MS = 200;
const MOST_MS = 2_000;

export function createOutbox(): Outbox {
  const waiting = new Map<number, Sent>();
  let next = 0;
  /** The time there and back, smoothed, and its deviation. */
  let roundTrip: { ms: number; deviationMs: number } | undefined;
  let heardMs: number | undefined;

  const patienceMs = () =>
    roundTrip === undefined
      ? LEAST_MS * 5
      : Math.min(MOST_MS, Math.max(LEAST_MS, roundTrip.ms + 4 * roundTrip.deviationMs));

  return {
    add(encode) {
      waiting.set(next, { bytes: encode(next), sentMs: undefined, times: 0 });
      next += 1;
    },
    due(nowMs) {
      const due: Buffer[] = [];
      let inWindow = 0;
      for (const sent of waiting.values()) {
        if (++inWindow > WINDOW) break;
        const isEarly = sent.sentMs !== undefined && nowMs - sent.sentMs < patienceMs() * 2 ** (sent.times - 1);
        if (isEarly || (sent.sentMs !== undefined && inWindow > AGAIN)) continue;
        sent.times += 1;
        sent.sentMs = nowMs;
        heardMs ??= nowMs;
        due.push(sent.bytes);
      }
      return due;
    },
    acknowledged(sequence, nowMs) {
      const sent = waiting.get(sequence);
      if (sent === undefined) return;
      waiting.delete(sequence);
      heardMs = waiting.size === 0 ? undefined : nowMs;
      // One that was sent twice does not say which of the two was answered.
      if (sent.sentMs === undefined || sent.times > 1) return;
      const ms = nowMs - sent.sentMs;
      roundTrip =
        roundTrip === undefined
          ? { ms, deviationMs: ms / 2 }
          : {
              ms: roundTrip.ms * 0.875 + ms * 0.125,
              deviationMs: roundTrip.deviationMs * 0.75 + Math.abs(roundTrip.ms - ms) * 0.25,
            };
    },
    restart() {
      heardMs = undefined;
      for (const sent of waiting.values()) Object.assign(sent, { sentMs: undefined, times: 0 });
    },
    get size() {
      return waiting.size;
    },
    silentMs: (nowMs) => (heardMs === undefined ? 0 : nowMs - heardMs),
  };
}
