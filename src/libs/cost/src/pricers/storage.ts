import type { Use } from '../model.ts';
import type { Pricer } from '../pricer.ts';
import { type Range, times } from '../range.ts';

export const storage = {
  aws_ecr_repository: {
    reads: ['name'],
    price: (_, { usage }) => [
      {
        item: 'images',
        kind: 'usage',
        service: 'ECR',
        usageType: 'APN1-TimedStorage-ByteHrs (ECR)',
        quantity: usage.image_gb_per_repository,
      },
    ],
  },
  aws_s3_bucket: {
    reads: ['bucket'],
    price: (_, { usage }) => [
      use('objects', 'APN1-TimedStorage-ByteHrs', usage.bucket_gb),
      use('writes', 'APN1-Requests-Tier1', times(usage.bucket_writes, 1e-3)),
      use('reads', 'APN1-Requests-Tier2', times(usage.bucket_reads, 1e-3)),
    ],
  },
} satisfies Record<string, Pricer>;

const use = (item: string, usageType: string, quantity: Range): Use => ({
  ...{ item, kind: 'usage', service: 'S3', usageType, quantity },
});
