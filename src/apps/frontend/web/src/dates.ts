/** The zone of whoever has not shown theirs. */
export const usualZone = 'Asia/Tokyo';

/** Making one takes longer than a hundred dates. There are as many as zones and languages. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** The time zone that a browser's cookies name, when there is such a zone. */
export const zoneIn = (cookies: string | null): string => {
  const named = /(?:^|;)\s*zone=([\w%+/-]{1,60})/.exec(cookies ?? '')?.[1];
  if (named === undefined) return usualZone;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: decodeURIComponent(named) }).resolvedOptions().timeZone;
  } catch {
    return usualZone;
  }
};

/** A day as a reader writes it. */
export const dayOf = (instant: string, lang: string, zone: string): string =>
  formatOf(lang, zone, { dateStyle: 'medium' }).format(new Date(instant));

/** A day and the time. */
export const momentOf = (instant: string, lang: string, zone: string): string =>
  formatOf(lang, zone, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));

const formatOf = (lang: string, timeZone: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${lang} ${timeZone} ${style.timeStyle ?? ''}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(lang, { ...style, timeZone });
  formats.set(key, format);
  return format;
};
