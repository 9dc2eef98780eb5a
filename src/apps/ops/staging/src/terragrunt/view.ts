import type { Io } from '../io.ts';
import type { Progress } from './progress.ts';
import { renderProgress, renderSteps, waiting } from './render.ts';

/** Shows a run on the error stream: a few redrawn lines on a terminal, a plain log elsewhere. */
export type View = Disposable & { update(progress: Progress): void };

export function createView(io: Pick<Io, 'live' | 'columns' | 'draw' | 'err'>): View {
  return io.live ? liveView(io) : plainView(io);
}

const REDRAW_MS = 200;
/** Without a terminal, how often a run that is silent says what it waits for. */
const REMIND_MS = 20_000;

function liveView(io: Pick<Io, 'columns' | 'draw'>): View {
  let latest: Progress | undefined;
  let drawn = 0;
  const erase = () => (drawn === 0 ? '' : `\u001b[${drawn}A\u001b[J`);
  const redraw = () => {
    if (!latest) return;
    const lines = renderProgress(latest, Date.now(), io.columns);
    io.draw(`${erase()}${lines.map((line) => `${line}\n`).join('')}`);
    drawn = lines.length;
  };
  const timer = setInterval(redraw, REDRAW_MS);
  return {
    update(progress) {
      latest = progress;
    },
    [Symbol.dispose]() {
      clearInterval(timer);
      io.draw(erase());
    },
  };
}

function plainView(io: Pick<Io, 'err'>): View {
  let latest: Progress | undefined;
  const remind = () => {
    const text = latest && waiting(latest, Date.now());
    if (text) io.err(`        ${text}`);
  };
  const timer = setInterval(remind, REMIND_MS);
  return {
    update(progress) {
      const before = latest ?? { ...progress, units: [] };
      for (const line of renderSteps(before, progress, Date.now())) io.err(line);
      latest = progress;
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
