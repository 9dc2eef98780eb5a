import { ApiGatewayV2Client } from '@aws-sdk/client-apigatewayv2';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ECRClient } from '@aws-sdk/client-ecr';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { RDSClient } from '@aws-sdk/client-rds';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { ServiceDiscoveryClient } from '@aws-sdk/client-servicediscovery';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { CREDENTIALS } from './account.ts';

export { ACCOUNT_ID, CREDENTIALS } from './account.ts';

/** SDK clients of the AWS services that the parts use, each made when it is first asked for. */
export type Clients = ReturnType<typeof createClients>;

/** Clients against the relay at `endpoint` (never against AWS: the credentials are the rehearsal's own). */
export function createClients(endpoint: string, region: string) {
  const options = {
    endpoint,
    region,
    credentials: CREDENTIALS,
    maxAttempts: 2,
    // Cloud Map and others put a prefix before the host name, which no loopback address has.
    disableHostPrefix: true,
  };
  return lazily({
    apigateway: () => new ApiGatewayV2Client(options),
    ecs: () => new ECSClient(options),
    elb: () => new ElasticLoadBalancingV2Client(options),
    ssm: () => new SSMClient(options),
    cloudwatch: () => new CloudWatchClient(options),
    logs: () => new CloudWatchLogsClient(options),
    ecr: () => new ECRClient(options),
    rds: () => new RDSClient(options),
    ec2: () => new EC2Client(options),
    lambda: () => new LambdaClient(options),
    scheduler: () => new SchedulerClient(options),
    serviceDiscovery: () => new ServiceDiscoveryClient(options),
    iam: () => new IAMClient(options),
    s3: () => new S3Client({ ...options, forcePathStyle: true }),
    sts: () => new STSClient(options),
  });
}

type Makers = Record<string, () => unknown>;
type Made<T extends Makers> = { readonly [K in keyof T]: ReturnType<T[K]> };

function lazily<T extends Makers>(makers: T): Made<T> {
  const made = {};
  for (const [name, make] of Object.entries(makers)) {
    let value: unknown;
    Object.defineProperty(made, name, {
      enumerable: true,
      get: () => {
        value ??= make();
        return value;
      },
    });
  }
  return made as Made<T>;
}
