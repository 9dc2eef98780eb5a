import { groupBy, type Item } from '@bookmark-manager/cost';
import type { Named } from './ask.ts';
import { savings } from './measures.ts';
import { sayQuantity, signed, usd } from './money.ts';
import { dearest, isSeen } from './page.ts';
import { isGuessed, mark } from './remarks.ts';
import { type Language, WORDS } from './words.ts';

/** All shapes side by side, the dearest first; each against the dearest. */
export function shapesTable(estimates: readonly Named[], language: Language = 'en'): string {
  const words = WORDS[language];
  const costs = estimates.flatMap(({ name, estimate }) =>
    estimate.total === null ? [] : [{ name, estimate, total: estimate.total }],
  );
  const [first, ...others] = costs.toSorted((one, other) => other.total.expected - one.total.expected);
  if (first === undefined) return '';
  const rows = [first, ...others].map(({ name, estimate: { items, hours }, total }) => {
    const ofKind = (kind: string) =>
      usd(groupBy(items, (item) => item.kind).find((group) => group.name === kind)?.microUsd.expected ?? 0);
    const less = Math.round(100 * (total.expected / first.total.expected - 1));
    return [
      `\`${name}\``,
      ...[ofKind('fixed'), ofKind('scheduled'), ofKind('usage')],
      `**${usd(total.expected)}**${mark(items)}`,
      `${usd(total.low)} – ${usd(total.high)}`,
      words.hours(Number(sayQuantity(hours.services.expected)), hours.all),
      name === first.name ? '' : `${less === 0 ? '±0' : less} %`,
    ];
  });
  const { shape, fixed, scheduled, usage, month, range, awake, against } = words;
  const headings = [shape, fixed, scheduled, usage, month, range, awake, `${against} \`${first.name}\``];
  const items = costs.flatMap(({ estimate }) => estimate.items);
  return table(headings, rows, [1, 2, 3, 4, 5, 6, 7]) + footnote(items, language);
}

/** What each measure saves on the way from one shape to the next. */
export function measuresTable(estimates: readonly Named[], language: Language = 'en'): string {
  const words = WORDS[language];
  const rows = savings(estimates).map(({ from, to, what, microUsd }) => [
    words.measures[what] ?? what,
    `\`${from}\` → \`${to}\``,
    microUsd < 0 ? signed(microUsd) : usd(microUsd),
  ]);
  return table([words.measure, words.step, words.saves], rows, [2]);
}

/** One month of one estimate, a line for each resource that costs a cent or more. */
export function resourcesTable({ estimate: { items, total } }: Named, language: Language = 'en'): string {
  const words = WORDS[language];
  const groups = groupBy(items, ({ unit, address }) => `${unit} ${address}`);
  const seen = groups.filter(({ microUsd }) => microUsd.expected >= 5000);
  const rest = groups.filter((group) => !seen.includes(group));
  const rows = seen.map((group) => {
    const [unit = '', address = ''] = group.name.split(/ (.*)/s);
    const parts = group.items.filter(isSeen).toSorted(dearest);
    const what = parts.map((part) => {
      const { item, quantity, price, microUsd } = part;
      const amount = parts.length > 1 ? ` = ${usd(microUsd.expected)}` : '';
      return `${item}: ${sayQuantity(quantity.expected)} × ${price.picoUsd / 1e12}${mark([part])}${amount}`;
    });
    return [`${unit} \`${address}\``, what.join('; '), usd(group.microUsd.expected)];
  });
  const left = rest.reduce((sum, { microUsd }) => sum + microUsd.expected, 0);
  const last = [`**${words.total}**`, '', `**${total ? usd(total.expected) : ''}**${mark(items)}`];
  const lines = table(
    [words.resource, words.charged, words.month],
    [...rows, [words.others, '', usd(left)], last],
    [2],
  );
  return lines + footnote(items, language);
}

/** What the mark of a guess means, under a table that has one. */
export function footnote(items: readonly Item[], language: Language = 'en'): string {
  return items.some(isGuessed) ? `\n\n${WORDS[language].guess}` : '';
}

/** A table whose columns are as wide as their widest cell. @param right the columns of numbers */
export function table(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): string {
  const all = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(3, ...all.map((row) => widthOf(row[column] ?? ''))));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => pad(cells[column] ?? '', width, right.includes(column))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (right.includes(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))).join(' | ')} |`;
  return [line(headings), rule, ...rows.map(line)].join('\n');
}

function pad(text: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return right ? space + text : text + space;
}

/** Japanese characters are two wide. */
const widthOf = (text: string) =>
  [...text].reduce((sum, each) => sum + (/[\u3000-\u9fff\uff00-\uff60]/.test(each) ? 2 : 1), 0);
