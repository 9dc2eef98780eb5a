import type { Call } from '../relay/types.ts';

/** What of the load balancer a write may have changed: `topology` includes the other two. */
export type Topic = 'topology' | 'targets' | 'ingress';

/** Undefined when a write concerns no load balancer. */
export function topicOf(call: Pick<Call, 'service' | 'operation'>): Topic | undefined {
  if (call.service === 'elasticloadbalancing') {
    return /^(Register|Deregister)Targets$/.test(call.operation) ? 'targets' : 'topology';
  }
  return call.service === 'ec2' && call.operation.includes('SecurityGroup') ? 'ingress' : undefined;
}
