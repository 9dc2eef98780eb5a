import { sayUsd } from '@bookmark-manager/prices';
import type { Paint } from '../io.ts';
import { table } from '../text/table.ts';
import type { Amounts } from './compare.ts';
import { isNotable } from './explain.ts';
import type { NatTraffic } from './nat.ts';
import type { Told } from './tell.ts';

/** Hours of NAT traffic that are shown. */
const MOST_HOURS = 12;
const MB = 1_000_000;

/** The bill for people: by AWS service, by day, what explains the differences. */
export function billPage(told: Told, paint: Paint): string[] {
  const { comparison, shape, period, notes, remarks, nat } = told;
  const { services, days, total } = comparison;
  return [
    paint('bold', `The bill of ${period.from} to ${period.last}, beside the estimate of ${shape} for the same time`),
    '',
    ...table(
      ['AWS service', 'bill', 'estimate', 'difference'],
      [...services.filter(costs).map((one) => [one.awsService, ...row(one)]), ['total', ...row(total)]],
    ),
    '',
    ...table(
      ['day (UTC)', 'bill', 'estimate', 'difference'],
      days.map((one) => [one.day, ...row(one)]),
    ),
    ...nat.flatMap((one) => ['', ...natPage(one)]),
    ...(notes.length > 0 ? ['', paint('bold', 'Why they differ'), ...notes.map((note) => `  ${note}`)] : []),
    '',
    ...remarks.map((remark) => paint('dim', remark)),
  ];
}

/** What costs nothing in either, is not shown. */
const costs = ({ bill, estimate }: Amounts) => bill !== 0 || estimate !== 0;

function row(amounts: Amounts): string[] {
  const { bill, estimate } = amounts;
  return [sayUsd(bill), sayUsd(estimate), difference(amounts)];
}

/** `+3.2 %`, with a mark where it is worth a word. */
function difference(amounts: Amounts): string {
  const { bill, estimate } = amounts;
  if (estimate === 0) return bill === 0 ? '' : 'not expected';
  const percent = ((bill - estimate) / estimate) * 100;
  const sign = percent > 0 ? '+' : '';
  return `${sign}${percent.toFixed(1)} %${isNotable(amounts) ? ' !' : ''}`;
}

function natPage({ id, hours }: NatTraffic): string[] {
  if (hours.length === 0) return [`NAT gateway ${id}: nothing went through it.`];
  const shown = hours.toSorted((one, other) => other.charged - one.charged).slice(0, MOST_HOURS);
  const megabytes = (bytes: number) => `${(bytes / MB).toFixed(1)} MB`;
  const title = `NAT gateway ${id}: ${megabytes(hours.reduce((sum, { charged }) => sum + charged, 0))} charged`;
  return [
    hours.length > shown.length ? `${title}; the ${shown.length} hours with the most:` : `${title}:`,
    ...table(
      ['hour (UTC)', 'to the internet', 'from it', 'charged'],
      shown
        .toSorted((one, other) => one.at.localeCompare(other.at))
        .map(({ at, toInternet, fromInternet, charged }) => [
          at.slice(0, 16).replace('T', ' '),
          ...[toInternet, fromInternet, charged].map(megabytes),
        ]),
    ),
  ];
}
