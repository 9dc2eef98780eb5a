import type { Amounts, Day } from './compare.ts';
import type { Told } from './tell.ts';

/** `staging cost bill --json`. Days are UTC's; money is decimal dollars, quantities are as AWS counts them. */
export function billJson({ comparison, shape, period, estimated, requests, notes, nat }: Told): unknown {
  const { services, days, total } = comparison;
  return {
    ...{ shape, from: period.from, last: period.last, until: period.until.toISOString(), currency: 'USD' },
    /** Days that may still change. */
    estimated,
    /** How often Cost Explorer was asked for this. */
    requests,
    total: money(total),
    days: days.map(dayJson),
    services: services.map(({ awsService, days, items, ...amounts }) => ({
      ...{ awsService, ...money(amounts), days: days.map(dayJson) },
      items: items.map(({ usageType, quantity, expected, ...amounts }) => ({
        ...{ usageType, quantity, ...money(amounts) },
        expected: expected.map(({ kind, quantity, estimate }) => ({ kind, quantity, usd: estimate / MICRO })),
      })),
    })),
    ...{ nat, notes },
  };
}

const MICRO = 1_000_000;

const money = ({ bill, estimate }: Amounts) => ({
  bill: bill / MICRO,
  estimate: estimate / MICRO,
  difference: (bill - estimate) / MICRO,
});

const dayJson = ({ day, ...amounts }: Day) => ({ day, ...money(amounts) });
