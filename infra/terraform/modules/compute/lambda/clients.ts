import type { ApiGatewayV2Client } from '@aws-sdk/client-apigatewayv2';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { ECSClient } from '@aws-sdk/client-ecs';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { RDSClient } from '@aws-sdk/client-rds';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SSMClient } from '@aws-sdk/client-ssm';
import type { Probe } from './probe.ts';

/** The boundary to AWS: what a test replaces. */
export type Clients = {
  ecs: Pick<ECSClient, 'send'>;
  elb: Pick<ElasticLoadBalancingV2Client, 'send'>;
  rds: Pick<RDSClient, 'send'>;
  ssm: Pick<SSMClient, 'send'>;
  cloudwatch: Pick<CloudWatchClient, 'send'>;
  sns: Pick<SNSClient, 'send'>;
  gateway: Pick<ApiGatewayV2Client, 'send'>;
  logs: Pick<CloudWatchLogsClient, 'send'>;
  probe: Probe;
  /** Waits real milliseconds. */
  pause: (ms: number) => Promise<unknown>;
  /** For the webhook of notices. */
  fetch: typeof fetch;
};
