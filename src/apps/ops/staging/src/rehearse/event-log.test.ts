import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorldEvent } from '@bookmark-manager/rehearsal';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing.ts';
import { followEvents, type Shown } from './event-log.ts';
import { event } from './testing.ts';

it.each<[Shown, string[]]>([
  ['none', []],
  ['errors', ['it broke']],
  ['all', ['it began', 'it broke']],
])('%s of the events stand on the screen, and all of them in the log', async (shown, seen) => {
  const folder = temporaryFolder();
  const onScreen: WorldEvent[] = [];
  const events = followEvents(folder, { event: (each) => void onScreen.push(each) });
  events.show(shown);
  events.take(event('tasks', 'it began'));
  events.take(event('tasks', 'it broke', 'error'));
  expect(onScreen.map(({ text }) => text)).toEqual(seen);
  const log = () => readFileSync(join(folder, 'logs/events.log'), 'utf8');
  await expect.poll(log).toMatch(/^\S+Z info tasks it: it began\n\S+Z error tasks it: it broke\n$/);
});
