import { table as columns } from '../text/table.ts';
import type { Difference } from './difference.ts';
import { footnote, table } from './markdown.ts';
import { signed, usd } from './money.ts';
import { sayMonth } from './month.ts';
import { mark } from './remarks.ts';

const MOST = 12;

/** What plans change about a month's cost; both estimates are complete. */
export function differencePage(difference: Difference): string[] {
  const rows = difference.changes.map(({ unit, address, before, after }) => [
    `${unit} ${address}`,
    usd(before),
    usd(after),
    signed(after - before),
  ]);
  return [
    headline(difference),
    ...(rows.length > 0 ? ['', ...columns(['resource', 'now', 'then', 'change'], rows)] : []),
  ];
}

/** The same for a pull request: names of resources and amounts, nothing else. */
export function differenceMarkdown(difference: Difference): string {
  const rows = difference.changes
    .slice(0, MOST)
    .map(({ unit, address, before, after }) => [
      `${unit} \`${address.replaceAll(/[`|\r\n]/g, ' ')}\``,
      usd(before),
      usd(after),
      signed(after - before),
    ]);
  const left = difference.changes.length - rows.length;
  return [
    `### ${headline(difference)}`,
    '',
    ...(rows.length > 0 ? [table(['resource', 'now', 'then', 'change'], rows, [1, 2, 3]), ''] : []),
    ...(left > 0 ? [`… and ${left} more: \`staging cost --diff\` shows all.`, ''] : []),
    `USD a month as expected, by list prices, without tax.${footnote(itemsOf(difference))}`,
    '',
  ].join('\n');
}

/** `staging cost --diff --json`. Money is decimal dollars. */
export function differenceJson({ month, before, after, changes }: Difference): unknown {
  const [was, will] = [before === null ? 0 : before.total?.expected, after.total?.expected];
  const complete = was !== undefined && will !== undefined;
  return {
    month,
    currency: 'USD',
    complete,
    before: complete ? was / 1e6 : null,
    after: complete ? will / 1e6 : null,
    difference: complete ? (will - was) / 1e6 : null,
    changes: changes.map(({ unit, address, before: now, after: then }) => ({
      ...{ terragruntUnit: unit, address, before: now / 1e6, after: then / 1e6, difference: (then - now) / 1e6 },
    })),
  };
}

const itemsOf = ({ before, after }: Difference) => [...(before?.items ?? []), ...after.items];

function headline(difference: Difference): string {
  const { month, before, after } = difference;
  const [was, will] = [before?.total?.expected ?? 0, after.total?.expected ?? 0];
  const of = `${usd(was)} → ${usd(will)}${mark(itemsOf(difference))}, ${sayMonth(month)}`;
  const change = will - was;
  if (Math.abs(change) < 5000)
    return `This changes nothing about what a month costs: USD ${usd(will)}, ${sayMonth(month)}`;
  return change > 0
    ? `This change costs +USD ${usd(change)} a month (${of})`
    : `This change saves USD ${usd(-change)} a month (${of})`;
}
