import { format } from 'node:util';
import type { Log } from '@bookmark-manager/serving';

/** Whatever Next.js prints becomes a line of our log: one object, however many lines it has. */
export const jsonConsole = (log: Log, target: Pick<Console, 'log' | 'info' | 'warn' | 'error'> = console): void => {
  target.log = (...parts) => log.info('next', { text: format(...parts) });
  target.info = target.log;
  target.warn = (...parts) => log.warn('next', { text: format(...parts) });
  target.error = (...parts) => log.error('next', { text: format(...parts) });
};
