import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { ECSClient } from '@aws-sdk/client-ecs';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { RDSClient } from '@aws-sdk/client-rds';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SSMClient } from '@aws-sdk/client-ssm';

/** The boundary to AWS: what a test replaces. */
export type Clients = {
  ecs: Pick<ECSClient, 'send'>;
  elb: Pick<ElasticLoadBalancingV2Client, 'send'>;
  rds: Pick<RDSClient, 'send'>;
  ssm: Pick<SSMClient, 'send'>;
  cloudwatch: Pick<CloudWatchClient, 'send'>;
  sns: Pick<SNSClient, 'send'>;
  /** For the webhook of notices. */
  fetch: typeof fetch;
};
