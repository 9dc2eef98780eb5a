import { CostExplorerClient, GetCostAndUsageCommand } from '@aws-sdk/client-cost-explorer';
import { expect, it } from 'vitest';
import { CREDENTIALS } from '../aws.ts';
import { relayBeforeFake } from '../relay/testing-server.ts';
import { costExplorerRows } from './cost-explorer.ts';

it('AWS’s own client understands the bill, and why there is none', async () => {
  await using world = await relayBeforeFake();
  const line = { hour: '2026-12-01T10', service: 'AWS Lambda', usageType: 'APN1-Request', unit: 'Requests' };
  world.relay.add(
    costExplorerRows({
      now: () => new Date('2026-12-02T00:00:00Z'),
      bill: () => [{ ...line, quantity: 5, usd: 0.000001 }],
    }),
  );
  const client = new CostExplorerClient({
    ...{ endpoint: world.relay.endpoint, region: 'us-east-1', credentials: CREDENTIALS, maxAttempts: 1 },
  });
  const ask = (Start: string, End: string) =>
    client.send(
      new GetCostAndUsageCommand({
        TimePeriod: { Start, End },
        Granularity: 'DAILY',
        Metrics: ['UnblendedCost', 'UsageQuantity'],
        GroupBy: [{ Type: 'DIMENSION', Key: 'SERVICE' }],
      }),
    );
  const { ResultsByTime } = await ask('2026-12-01', '2026-12-02');
  expect(ResultsByTime).toEqual([
    expect.objectContaining({
      TimePeriod: { Start: '2026-12-01', End: '2026-12-02' },
      Groups: [
        {
          Keys: ['AWS Lambda'],
          Metrics: {
            UnblendedCost: { Amount: '0.000001', Unit: 'USD' },
            UsageQuantity: { Amount: '5', Unit: 'Requests' },
          },
        },
      ],
    }),
  ]);
  await expect(ask('2027-01-01', '2027-01-02')).rejects.toMatchObject({ name: 'DataUnavailableException' });
  await expect(ask('2026-12-02', '2026-12-01')).rejects.toMatchObject({ name: 'ValidationException' });
});
