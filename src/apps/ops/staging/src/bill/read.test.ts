import type { CostExplorerClient, GetCostAndUsageCommandInput } from '@aws-sdk/client-cost-explorer';
import { expect, it } from 'vitest';
import { readBill } from './read.ts';

const period = { from: '2026-12-01', last: '2026-12-02', until: new Date('2026-12-03T00:00:00Z') };
const asked: GetCostAndUsageCommandInput[] = [];

/** A Cost Explorer that gives one answer after the other. */
function saying(...answers: unknown[]): Pick<CostExplorerClient, 'send'> {
  asked.length = 0;
  const send = async ({ input }: { input: GetCostAndUsageCommandInput }) => {
    asked.push(input);
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { send: send as unknown as CostExplorerClient['send'] };
}

const day = (Start: string, Estimated: boolean, ...Groups: unknown[]) => ({
  TimePeriod: { Start, End: 'x' },
  Estimated,
  Groups,
});
const group = (service: string, usageType: string, usd: string, quantity: string) => ({
  Keys: [service, usageType],
  Metrics: { UnblendedCost: { Amount: usd, Unit: 'USD' }, UsageQuantity: { Amount: quantity, Unit: 'Hrs' } },
});

it('a bill is read page after page, and each page is a request', async () => {
  const bill = await readBill(
    saying(
      { ResultsByTime: [day('2026-12-01', false, group('ELB', 'hours', '0.5832', '24'))], NextPageToken: 'more' },
      { ResultsByTime: [day('2026-12-02', true, group('ELB', 'hours', '0.0000012', '1'))] },
    ),
    period,
  );
  expect(bill).toEqual({
    lines: [
      { day: '2026-12-01', awsService: 'ELB', usageType: 'hours', quantity: 24, microUsd: 583_200 },
      { day: '2026-12-02', awsService: 'ELB', usageType: 'hours', quantity: 1, microUsd: 1.2 },
    ],
    estimated: ['2026-12-02'],
    requests: 2,
  });
  expect(asked[0]).toMatchObject({ TimePeriod: { Start: '2026-12-01', End: '2026-12-03' }, Granularity: 'DAILY' });
  expect(asked.map(({ NextPageToken }) => NextPageToken)).toEqual([undefined, 'more']);
});

it.each([
  ['DataUnavailableException', /has nothing of 2026-12-01 to 2026-12-02/, /a day/],
  ['AccessDeniedException', /may not be asked/, /ce:GetCostAndUsage/],
])('%s is told with what to do', async (name, words, hint) => {
  const error = Object.assign(new Error('no'), { name });
  await expect(readBill(saying(error), period)).rejects.toMatchObject({
    name: 'StagingError',
    message: expect.stringMatching(words),
    hint: expect.stringMatching(hint),
  });
});

it('any other error stays what it is', async () => {
  const error = Object.assign(new Error('slow down'), { name: 'LimitExceededException' });
  await expect(readBill(saying(error), period)).rejects.toBe(error);
});
