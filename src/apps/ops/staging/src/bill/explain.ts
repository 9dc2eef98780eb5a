import { sayUsd } from '@bookmark-manager/prices';
import { say, sayDuration } from '@bookmark-manager/schedule';
import type { Amounts, ComparedItem, Comparison } from './compare.ts';
import type { Departure } from './history.ts';
import type { NatTraffic } from './nat.ts';
import type { ExtraStarts } from './starts.ts';

/** What is known about why a bill is another than its estimate. */
export type Facts = {
  departures: readonly Departure[];
  starts: readonly ExtraStarts[];
  nat: readonly NatTraffic[];
  /** Since when the scheduler's log says what it decided; null: it says nothing of these days. */
  logSince: Date | null;
  /** Of a rehearsal: hours of the period in which it was there, and how many there were. */
  lived: { hours: number; of: number } | null;
};

/** A bill may be another by this part, or by so many micro-dollars, without a word. */
const NOTABLE_PART = 0.02;
const NOTABLE_MICRO_USD = 10_000;

/** Why the bill is another than the estimate, a sentence each; nothing where it hardly is. */
export function explain({ services, total }: Comparison, facts: Facts): string[] {
  const items = services.flatMap(({ awsService, items }) => items.map((item) => ({ ...item, awsService })));
  const notable = items.filter(isNotable);
  if (!isNotable(total) && notable.length === 0) return [];
  const has = (kind: string) => notable.some(({ expected }) => expected.some((part) => part.kind === kind));
  return [
    ...sayLived(facts.lived),
    ...(has('scheduled') ? saySchedule(facts) : []),
    ...notable.flatMap((item) => sayUsage(item)),
    ...notable.flatMap(({ awsService, usageType, expected }) =>
      expected.length === 0
        ? [`Nobody expected ${usageType} of ${awsService}: no resource of the plan is charged by it.`]
        : [],
    ),
    ...notable.flatMap(({ awsService, usageType, bill, expected }) =>
      bill === 0 && expected.some(({ kind }) => kind === 'fixed')
        ? [`${usageType} of ${awsService} was expected, and is not on the bill.`]
        : [],
    ),
  ];
}

export function isNotable({ bill, estimate }: Amounts): boolean {
  const difference = Math.abs(bill - estimate);
  return difference > NOTABLE_MICRO_USD && difference > NOTABLE_PART * Math.max(bill, estimate);
}

function sayLived(lived: Facts['lived']): string[] {
  if (lived === null || lived.of - lived.hours < 1) return [];
  const hours = (value: number) => `${Math.round(value * 10) / 10} h`;
  return [
    `The rehearsal was there for ${hours(lived.hours)} of these ${hours(lived.of)}: nothing is charged while it is not, nor for what its clock jumped over.`,
  ];
}

function saySchedule({ departures, starts, logSince }: Facts): string[] {
  return [
    ...departures.map(
      ({ condition, because, ms, first }) =>
        `${sayDuration(ms)} ${condition === 'awake' ? 'awake beside' : 'asleep within'} the calendar: ${because}, from ${say(first)} on.`,
    ),
    ...starts.map(
      ({ day, service, started }) =>
        `${service} started ${started} tasks on ${day}: something was deployed, crashed or was replaced (staging tasks, staging history).`,
    ),
    ...(logSince === null
      ? ['What the scheduler decided in these days is not in its log any more, so leases cannot be named.']
      : []),
  ];
}

/** What depends on use: how much there was, beside how much was expected. */
function sayUsage({ usageType, quantity, bill, estimate, expected }: ComparedItem): string[] {
  const usage = expected.find(({ kind }) => kind === 'usage');
  if (usage === undefined) return [];
  if (expected.length > 1)
    return [
      `${usageType}: ${sayUsd(usage.estimate)} of its estimate is for use besides the calendar (deployments, one-off tasks); there was ${bill < estimate ? 'less' : 'more'}.`,
    ];
  const [used, assumed] = [quantity, usage.quantity].map(sayQuantity);
  return [`${usageType}: ${used} used, ${assumed} expected (assumed in infra/terraform/envs/staging/usage.json).`];
}

const sayQuantity = (value: number) =>
  Math.abs(value) >= 1 ? String(Math.round(value * 100) / 100) : String(Number(value.toPrecision(3)));
