/**
 * A date as bookmark files write it: seconds (up to 10 digits), milliseconds (13) or microseconds (16) since 1970, Apache's
 * `10/Oct/2000:13:55:36 +0300`, or ISO 8601. Zero, nothing and what cannot be read are no date.
 */
export const readDate = (written: string | undefined): Date | null => {
  const text = written?.trim() ?? '';
  const digits = /^(\d+)(?:\.\d*)?$/.exec(text)?.[1];
  const ms = digits === undefined ? fromWords(text) : fromDigits(digits);
  return ms !== undefined && ms > 0 && ms < year10000 ? new Date(ms) : null;
};

const year10000 = Date.UTC(10_000, 0);

const fromDigits = (digits: string): number | undefined => {
  if (digits.length <= 10) return Number(digits) * 1000;
  if (digits.length <= 13) return Number(digits);
  return digits.length <= 16 ? Math.floor(Number(digits) / 1000) : undefined;
};

const fromWords = (text: string): number | undefined => {
  const apache = /^(\d{1,2})\/([a-z]{3})\/(\d{4}):(\d{2}:\d{2}:\d{2}) ([+-]\d{4})$/i.exec(text);
  const readable = apache ? `${apache[1]} ${apache[2]} ${apache[3]} ${apache[4]} ${apache[5]}` : text;
  if (!apache && !/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined;
  // ISO 8601 without a zone is taken as UTC, wherever this runs
  const ms = Date.parse(apache || /z$|[+-]\d{2}:?\d{2}$|^.{10}$/i.test(readable) ? readable : `${readable}Z`);
  return Number.isNaN(ms) ? undefined : ms;
};
