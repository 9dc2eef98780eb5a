import { dateOf, tokyoDay } from '@bookmark-manager/schedule';

const NAMES = 'January February March April May June July August September October November December'.split(' ');

/** The month that it is in Tokyo: `2026-12`. */
export const monthAt = (now: Date): string => dateOf(tokyoDay(now)).slice(0, 7);

/** `December 2026`. */
export const sayMonth = (month: string): string => `${NAMES[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;
