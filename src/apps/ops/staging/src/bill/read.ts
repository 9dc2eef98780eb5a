import { type CostExplorerClient, GetCostAndUsageCommand } from '@aws-sdk/client-cost-explorer';
import { StagingError } from '../errors.ts';
import type { BillLine } from './compare.ts';
import { dayAfter, type Period } from './period.ts';

/** A bill as AWS has told it. */
export type Bill = {
  lines: BillLine[];
  /** Days whose amounts may still change. */
  estimated: string[];
  /** How often Cost Explorer was asked: each page is paid for. */
  requests: number;
};

const MICRO = 1_000_000;

/**
 * Asks Cost Explorer for each day of a period, by AWS service and usage type: what was used, before credits and tax.
 * @throws StagingError when it is not enabled, or has nothing of these days
 */
export async function readBill(costExplorer: Pick<CostExplorerClient, 'send'>, period: Period): Promise<Bill> {
  const bill: Bill = { lines: [], estimated: [], requests: 0 };
  let NextPageToken: string | undefined;
  do {
    const page = await costExplorer
      .send(
        new GetCostAndUsageCommand({
          TimePeriod: { Start: period.from, End: dayAfter(period.last) },
          Granularity: 'DAILY',
          Filter: { Not: { Dimensions: { Key: 'RECORD_TYPE', Values: ['Tax', 'Credit', 'Refund'] } } },
          Metrics: ['UnblendedCost', 'UsageQuantity'],
          GroupBy: [
            { Type: 'DIMENSION', Key: 'SERVICE' },
            { Type: 'DIMENSION', Key: 'USAGE_TYPE' },
          ],
          ...(NextPageToken === undefined ? {} : { NextPageToken }),
        }),
      )
      .catch((error: unknown) => {
        throw understood(error, period);
      });
    bill.requests += 1;
    for (const { TimePeriod, Groups = [], Estimated } of page.ResultsByTime ?? []) {
      const day = TimePeriod?.Start ?? '';
      if (Estimated) bill.estimated.push(day);
      for (const { Keys: [awsService = '', usageType = ''] = [], Metrics = {} } of Groups) {
        const { UnblendedCost, UsageQuantity } = Metrics;
        const microUsd = Number(UnblendedCost?.Amount ?? 0) * MICRO;
        bill.lines.push({ day, awsService, usageType, quantity: Number(UsageQuantity?.Amount ?? 0), microUsd });
      }
    }
    NextPageToken = page.NextPageToken;
  } while (NextPageToken !== undefined);
  return bill;
}

function understood(error: unknown, { from, last }: Period): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === 'DataUnavailableException')
    return new StagingError(`Cost Explorer has nothing of ${from} to ${last}: ${error.message}.`, {
      hint: 'A new account has data a day after Cost Explorer was opened in the console for the first time; after that up to a day late.',
      cause: error,
    });
  if (error.name === 'AccessDeniedException')
    return new StagingError(`Cost Explorer may not be asked: ${error.message}`, {
      hint: 'Allow ce:GetCostAndUsage to who you are, and open Cost Explorer in the console once.',
      cause: error,
    });
  return error;
}
