import { timeOfDay } from '@bookmark-manager/schedule';
import type { Colour, Paint } from '../io.ts';
import type { LogSource } from '../names.ts';
import type { LogEvent } from './read.ts';

const COLOURS = { web: 'cyan', api: 'magenta', scheduler: 'yellow', wake: 'green' } as const satisfies Record<
  LogSource,
  Colour
>;

/** A line for people: the time in Tokyo, who wrote it (in his colour), from which task, and what. */
export function sayEvent({ at, source, stream, message }: LogEvent, paint: Paint): string {
  const time = `${timeOfDay(at)}:${String(at.getUTCSeconds()).padStart(2, '0')}`;
  return `${paint('dim', time)} ${paint(COLOURS[source], source.padEnd(9))} ${paint('dim', taskOf(stream))}  ${message}`;
}

/** The task's id, as far as `staging tasks` shows it; of a Lambda the end of its stream. */
function taskOf(stream: string): string {
  const last = stream.slice(stream.lastIndexOf('/') + 1);
  return /^[0-9a-f]{32}$/.test(last) ? last.slice(0, 8) : last.slice(-8).padEnd(8);
}

/** Whether a line is one of those that are asked for. */
export function matcher(text: string | undefined): (event: Pick<LogEvent, 'message'>) => boolean {
  if (text === undefined) return () => true;
  const pattern = patternOf(text);
  return ({ message }) => pattern.test(message);
}

/** What is no regular expression is looked for as it is. Capitals count only where some are typed. */
function patternOf(text: string): RegExp {
  const flags = text === text.toLowerCase() ? 'i' : '';
  try {
    return new RegExp(text, flags);
  } catch {
    return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), flags);
  }
}
