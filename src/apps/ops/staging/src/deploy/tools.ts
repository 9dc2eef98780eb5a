import { ECRClient } from '@aws-sdk/client-ecr';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { Context } from '../command.ts';
import type { Target } from '../target/target.ts';
import { applyCompute, checkCompute } from './compute.ts';

/** What a deployment works with: the target's clients, and the two runs of Terraform, which a test replaces. */
export type Tools = {
  context: Context;
  target: Target;
  ecr: ECRClient;
  ecs: ECSClient;
  elb: ElasticLoadBalancingV2Client;
  ssm: SSMClient;
  compute: { check: typeof checkCompute; apply: typeof applyCompute };
  /** Real milliseconds between two looks. */
  everyMs?: number;
};

export function createTools(context: Context, target: Target): Tools {
  const { clientOptions } = target;
  return {
    context,
    target,
    ecr: new ECRClient(clientOptions),
    ecs: new ECSClient(clientOptions),
    elb: new ElasticLoadBalancingV2Client(clientOptions),
    ssm: new SSMClient(clientOptions),
    compute: { check: checkCompute, apply: applyCompute },
  };
}
