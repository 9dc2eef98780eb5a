import type { Io } from '../io.ts';
import { sayMoment } from './say.ts';
import type { Reading, RunChange } from './schema.ts';

/** Shows a run on the error stream. */
export type RunView = Disposable & { changed(change: RunChange): void };

type Span = { from: Date; until: Date };

/** How often the clock is asked while it runs: it may run for days in which nothing changes. */
const ASK_MS = 500;

/** On a terminal one line that is redrawn: how far the clock is, and what changed last. Elsewhere a line for each change. */
export function createRunView(
  io: Pick<Io, 'live' | 'columns' | 'draw' | 'err'>,
  span: Span,
  read: () => Promise<Pick<Reading, 'now'>>,
): RunView {
  if (!io.live) return { changed: (change) => io.err(sayChange(change)), [Symbol.dispose]: () => undefined };
  let now = span.from;
  let last: RunChange | undefined;
  const draw = () => io.draw(`\r\u001b[K${progressLine(span, now, last).slice(0, io.columns - 1)}`);
  const timer = setInterval(() => {
    read().then(
      (reading) => {
        if (reading.now > now) now = reading.now;
        if (!ended) draw();
      },
      // The run's own request says what is wrong.
      () => undefined,
    );
  }, ASK_MS);
  let ended = false;
  draw();
  return {
    changed(change) {
      last = change;
      if (change.at > now) now = change.at;
      draw();
    },
    [Symbol.dispose]() {
      ended = true;
      clearInterval(timer);
      io.draw('\r\u001b[K');
    },
  };
}

/** `Mon 2026-12-07 09:00  42 %  web: desired count 0 to 1`. */
export function progressLine({ from, until }: Span, now: Date, last: RunChange | undefined): string {
  const share = (now.getTime() - from.getTime()) / Math.max(1, until.getTime() - from.getTime());
  const percent = Math.min(100, Math.max(0, Math.floor(share * 100)));
  return [sayMoment(now), `${percent} %`, ...(last ? [`${last.subject}: ${last.text}`] : [])].join('  ');
}

export function sayChange({ at, subject, text }: Pick<RunChange, 'at' | 'subject' | 'text'>): string {
  return `${sayMoment(at)}  ${subject}: ${text}`;
}
