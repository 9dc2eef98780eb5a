import { findList, type StringList } from './parse.ts';

/** An address to put into the list, with a remark that stays beside it. */
export type Addition = { value: string; comment?: string };

/**
 * The text with values added to a list, each on a line of its own; those that are there already stay as they are, and
 * so does every comment. Without such a list one is made at the end.
 * @throws TfvarsMistake when the text cannot be understood
 */
export function addToList(text: string, name: string, additions: readonly Addition[]): string {
  const list = findList(text, name);
  const known = new Set(list?.items.map(({ value }) => value));
  const fresh = additions.filter(({ value }) => !known.has(value));
  if (fresh.length === 0) return text;
  const lines = fresh.map(({ value, comment }) => `  "${value}",${comment ? ` # ${comment}` : ''}\n`).join('');
  if (!list) {
    const gap = text === '' || text.endsWith('\n') ? '' : '\n';
    return `${text}${gap}${name} = [\n${lines}]\n`;
  }
  const before = withComma(text.slice(0, list.close), list);
  const tail = before.trimEnd() === before ? '\n' : '';
  return `${before.replace(/[ \t]+$/, '')}${before.endsWith('\n') ? '' : tail || '\n'}${lines}${text.slice(list.close)}`;
}

/**
 * The text without a value; a comment on the value's own line goes with it.
 * @throws TfvarsMistake when the text cannot be understood
 */
export function removeFromList(text: string, name: string, value: string): string {
  const list = findList(text, name);
  const item = list?.items.find((each) => each.value === value);
  if (!list || !item) return text;
  const lineStart = text.lastIndexOf('\n', item.start) + 1;
  const lineEnd = text.indexOf('\n', item.end);
  const alone =
    text.slice(lineStart, item.start).trim() === '' &&
    lineEnd !== -1 &&
    /^\s*,?\s*(#.*|\/\/.*)?$/.test(text.slice(item.end, lineEnd));
  if (alone) return text.slice(0, lineStart) + text.slice(lineEnd + 1);
  const after = text.slice(item.end).replace(/^\s*,[ \t]*/, '');
  const before = after.startsWith(']') ? text.slice(0, item.start).replace(/,\s*$/, '') : text.slice(0, item.start);
  return before + after;
}

/** The last item may lack the comma that the next one needs. */
function withComma(before: string, { items }: StringList): string {
  const last = items.at(-1);
  if (!last) return before;
  const rest = before.slice(last.end);
  return /^\s*(?:(?:#|\/\/)[^\n]*\n\s*)*,/.test(rest) ? before : `${before.slice(0, last.end)},${rest}`;
}
