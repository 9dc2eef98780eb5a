import { say, timeOfDay } from '../time/say.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, tokyoDay, WEEKDAYS, weekdayOf } from '../time/tokyo.ts';
import type { Language } from './accept.ts';
import { WORDS } from './words.ts';

/** An instant as a visitor reads it, in Tokyo: `Tue 1 Dec 09:00`, `12月1日（火）9:00`. */
export function momentIn(language: Language, at: Date): string {
  if (language === 'en') return say(at);
  const day = tokyoDay(at);
  const date = new Date(day * DAY_MS);
  const weekday = '日月火水木金土'[WEEKDAYS.indexOf(weekdayOf(day))] ?? '';
  return `${date.getUTCMonth() + 1}月${date.getUTCDate()}日（${weekday}）${timeOfDay(at).replace(/^0/, '')}`;
}

/** A time span as a visitor reads it: `2 h`, `1時間30分`. */
export function spanIn(language: Language, ms: number): string {
  const minutes = Math.max(1, Math.round(ms / MINUTE_MS));
  const perHour = HOUR_MS / MINUTE_MS;
  return WORDS[language].span(Math.floor(minutes / perHour), minutes % perHour);
}
