import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { watchForBreaks } from './watch-for-breaks.ts';

it('ends with the first error that nobody waited for', () => {
  const program = new EventEmitter();
  using breaks = watchForBreaks(program);
  expect(breaks.signal.aborted).toBe(false);
  const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  program.emit('uncaughtException', full);
  program.emit('uncaughtException', new Error('what follows from it'));
  expect(breaks.signal.reason).toBe(full);
});

it('leaves the process as it was', () => {
  const program = new EventEmitter();
  watchForBreaks(program)[Symbol.dispose]();
  expect(program.listenerCount('uncaughtException')).toBe(0);
});
