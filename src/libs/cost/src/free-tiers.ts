import type { ServiceName } from '@bookmark-manager/prices';
import { NOTHING, type Range } from './range.ts';

/** What an account gets for nothing each month, for ever; what ends after a year is left out. */
type FreeTier = {
  service: ServiceName;
  usageTypes: readonly string[];
  /** In the unit of these prices. */
  quantity: number;
  source: string;
};

export const FREE_TIERS: readonly FreeTier[] = [
  { service: 'Lambda', usageTypes: ['APN1-Request'], quantity: 1, source: 'aws.amazon.com/lambda/pricing' },
  {
    service: 'Lambda',
    usageTypes: ['APN1-Lambda-GB-Second', 'APN1-Lambda-GB-Second-ARM'],
    quantity: 400_000,
    source: 'aws.amazon.com/lambda/pricing',
  },
  {
    service: 'EventBridge Scheduler',
    usageTypes: ['APN1-ScheduledInvocation'],
    quantity: 14,
    source: 'aws.amazon.com/eventbridge/pricing',
  },
  {
    service: 'CloudWatch',
    usageTypes: ['APN1-DataProcessing-Bytes', 'APN1-DataProcessingIA-Bytes', 'APN1-TimedStorage-ByteHrs (logs)'],
    quantity: 5,
    source: 'aws.amazon.com/cloudwatch/pricing: 5 GB of ingestion and storage together',
  },
  {
    service: 'CloudWatch',
    usageTypes: ['APN1-CW:AlarmMonitorUsage'],
    quantity: 10,
    source: 'aws.amazon.com/cloudwatch/pricing',
  },
  {
    service: 'CloudWatch',
    usageTypes: ['APN1-CW:MetricMonitorUsage', 'Container Insights (ECS, standard)'],
    quantity: 10,
    source: 'aws.amazon.com/cloudwatch/pricing',
  },
  {
    service: 'Data transfer',
    usageTypes: ['APN1-DataTransfer-Out-Bytes'],
    quantity: 100,
    source: 'aws.amazon.com/ec2/pricing/on-demand',
  },
  { service: 'KMS', usageTypes: ['ap-northeast-1-KMS-Requests'], quantity: 2, source: 'aws.amazon.com/kms/pricing' },
];

/**
 * Takes what is free off one use after another: each tier is there once for the whole account. Of `high` nothing is free, as the
 * account's other projects may have used it up.
 */
export function createFreeTiers(): (service: ServiceName, usageType: string, used: Range) => Range {
  const left = new Map(FREE_TIERS.map((tier) => [tier, { low: tier.quantity, expected: tier.quantity }]));
  return (service, usageType, used) => {
    const tier = FREE_TIERS.find((each) => each.service === service && each.usageTypes.includes(usageType));
    const rest = tier && left.get(tier);
    if (!rest) return NOTHING;
    const free = { low: Math.min(rest.low, used.low), expected: Math.min(rest.expected, used.expected), high: 0 };
    rest.low -= free.low;
    rest.expected -= free.expected;
    return free;
  };
}
