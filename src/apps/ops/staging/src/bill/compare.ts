import type { MicroUsd } from '@bookmark-manager/prices';
import type { PlannedLine } from './planned.ts';

/** What AWS charged for one usage type on one day of UTC. */
export type BillLine = {
  day: string;
  awsService: string;
  usageType: string;
  /** As AWS counts it. */
  quantity: number;
  microUsd: number;
};

export type Amounts = { bill: MicroUsd; estimate: MicroUsd };
export type Day = Amounts & { day: string };

type Kind = PlannedLine['kind'];

/** One usage type of an AWS service, in all the days. */
export type ComparedItem = Amounts & {
  usageType: string;
  /** As AWS counts it. */
  quantity: number;
  /** What the estimate is made of, each quantity as AWS counts it; empty: nobody expected it. */
  expected: { kind: Kind; quantity: number; estimate: MicroUsd }[];
};

export type ComparedService = Amounts & { awsService: string; days: Day[]; items: ComparedItem[] };

/** A bill beside the estimate for the same days. */
export type Comparison = { total: Amounts; days: Day[]; services: ComparedService[] };

/** Puts both side by side: by AWS service, the dearest first, and by day. */
export function compare(
  days: readonly string[],
  bill: readonly BillLine[],
  planned: readonly PlannedLine[],
): Comparison {
  const names = new Set([...bill, ...planned].map(({ awsService }) => awsService));
  const services = [...names].map((awsService): ComparedService => {
    const billed = bill.filter((line) => line.awsService === awsService);
    const expected = planned.filter((line) => line.awsService === awsService);
    return {
      awsService,
      ...amounts(billed, expected),
      days: byDay(days, billed, expected),
      items: byItem(billed, expected),
    };
  });
  return {
    total: amounts(bill, planned),
    days: byDay(days, bill, planned),
    services: services.toSorted(
      (one, other) => Math.max(other.bill, other.estimate) - Math.max(one.bill, one.estimate),
    ),
  };
}

function byDay(days: readonly string[], bill: readonly BillLine[], planned: readonly PlannedLine[]): Day[] {
  const [billed, expected] = [Map.groupBy(bill, ({ day }) => day), Map.groupBy(planned, ({ day }) => day)];
  return days.map((day) => ({ day, ...amounts(billed.get(day) ?? [], expected.get(day) ?? []) }));
}

function byItem(bill: readonly BillLine[], planned: readonly PlannedLine[]): ComparedItem[] {
  const types = new Set([...bill, ...planned].map(({ usageType }) => usageType));
  return [...types].map((usageType) => {
    const billed = bill.filter((line) => line.usageType === usageType);
    const expected = planned.filter((line) => line.usageType === usageType);
    return {
      ...{ usageType, ...amounts(billed, expected) },
      quantity: total(billed.map(({ quantity }) => quantity)),
      expected: KINDS.flatMap((kind) => {
        const lines = expected.filter((line) => line.kind === kind);
        const { estimate } = amounts([], lines);
        return lines.length > 0 ? [{ kind, quantity: total(lines.map(({ quantity }) => quantity)), estimate }] : [];
      }),
    };
  });
}

const KINDS = ['fixed', 'scheduled', 'usage'] as const satisfies readonly Kind[];

/** Whole micro-dollars: rounded after adding up, as many lines are smaller than one. */
function amounts(bill: readonly { microUsd: number }[], planned: readonly { microUsd: number }[]): Amounts {
  const rounded = (lines: readonly { microUsd: number }[]) => Math.round(total(lines.map(({ microUsd }) => microUsd)));
  return { bill: rounded(bill), estimate: rounded(planned) };
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
