import { dateOf, say, sayDuration, timeOfDay, tokyoDay } from '@bookmark-manager/schedule';
import type { WorldTime } from '../target/time.ts';
import type { Fault, Reading } from './schema.ts';

/** Nearer than this the clock counts as the machine's: it takes a moment to set one. */
const SAME_MS = 30_000;

/** `Sat 2026-12-05 08:40`, in Tokyo: with the year, because a clock may be moved by years. */
export function sayMoment(at: Date): string {
  return `${say(at).slice(0, 3)} ${dateOf(tokyoDay(at))} ${timeOfDay(at)}`;
}

/** One sentence when the clock was moved or does not run as the machine's does, else null. */
export function sayMoved(time: WorldTime): string | null {
  const how = [...sayDistance(time), ...saySpeed(time)];
  return how.length > 0 ? `The rehearsal's clock stands at ${sayMoment(time.now)}: ${how.join(', ')}.` : null;
}

/** The clock as `staging clock show` shows it. */
export function clockPage(reading: Reading, faults: readonly Fault[]): string[] {
  const how = [...sayDistance(reading), ...saySpeed(reading)];
  const durations = Object.entries(reading.durations).map(([status, ms]) => `${status} ${saySpan(ms)}`);
  return [
    `${sayMoment(reading.now)} (Tokyo time)`,
    how.length > 0 ? `${how.join(', ')}; back to it: staging clock set now` : "as this machine's",
    ...(durations.length > 0 ? [`the database takes: ${durations.join(', ')}`] : []),
    ...faults.map((fault) => `fault: ${sayFault(fault)}`),
  ];
}

export function sayFault({ fault, of, times }: Fault): string {
  return [fault, of ? `of ${of}` : '', times ? `${times} times` : ''].filter(Boolean).join(' ');
}

function sayDistance({ now, machine }: WorldTime): string[] {
  const ms = now.getTime() - machine.getTime();
  if (Math.abs(ms) < SAME_MS) return [];
  return [`${saySpan(Math.abs(ms))} ${ms > 0 ? 'ahead of' : 'behind'} this machine's time`];
}

function saySpeed({ speed, running }: WorldTime): string[] {
  if (running) return ['it is being run'];
  return speed === 1 ? [] : [`${speed} times as fast`];
}

/** As `sayDuration`, with seconds for what is shorter than a minute. */
function saySpan(ms: number): string {
  return ms < 60_000 ? `${Number((ms / 1000).toFixed(1))} s` : sayDuration(ms);
}
