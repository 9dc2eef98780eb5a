import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { WorldEvent } from '@bookmark-manager/rehearsal';
import type { Screen } from './screen.ts';

/** Which events stand on the screen. */
export type Shown = 'none' | 'errors' | 'all';

/** Every event goes into `logs/events.log`; what stands on the screen is decided by `show`. */
export function followEvents(directory: string, screen: Pick<Screen, 'event'>) {
  mkdirSync(join(directory, 'logs'), { recursive: true });
  const log = createWriteStream(join(directory, 'logs', 'events.log'), { flags: 'a' }).on('error', () => undefined);
  let shown: Shown = 'none';
  return {
    take(event: WorldEvent) {
      log.write(`${event.at.toISOString()} ${event.level} ${event.part} ${event.subject}: ${event.text}\n`);
      if (shown === 'all' || (shown === 'errors' && event.level === 'error')) screen.event(event);
    },
    show(which: Shown) {
      shown = which;
    },
  };
}
