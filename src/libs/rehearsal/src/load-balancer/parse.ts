import type { SecurityGroup } from '@aws-sdk/client-ec2';
import type * as Aws from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ApplicationLoadBalancer, IngressRule, Listener, TargetGroup } from './model.ts';
import { toRules } from './parse-rules.ts';

type Attributes = ReadonlyMap<string, string>;

/** `[{ Key, Value }]` as a map. */
export function toAttributes(
  pairs: readonly { Key?: string | undefined; Value?: string | undefined }[] = [],
): Attributes {
  return new Map(pairs.map(({ Key, Value }) => [Key ?? '', Value ?? '']));
}

export function toLoadBalancer(
  one: Aws.LoadBalancer,
  attributes: Attributes,
  listeners: Listener[],
): ApplicationLoadBalancer {
  return {
    arn: one.LoadBalancerArn ?? '',
    name: one.LoadBalancerName ?? '',
    dnsName: one.DNSName ?? '',
    idleTimeoutMs: seconds(attributes.get('idle_timeout.timeout_seconds'), 60),
    securityGroupIds: one.SecurityGroups ?? [],
    listeners,
  };
}

/** Undefined for a listener that is no ALB's. */
export function toListener(one: Aws.Listener, rules: readonly Aws.Rule[]): Listener | undefined {
  if (one.Protocol !== 'HTTP' && one.Protocol !== 'HTTPS') return undefined;
  const { ListenerArn: arn = '', Port: port = 0, Protocol: protocol } = one;
  return { arn, port, protocol, rules: toRules(rules, one.DefaultActions) };
}

export function toTargetGroup(one: Aws.TargetGroup, attributes: Attributes): TargetGroup {
  return {
    arn: one.TargetGroupArn ?? '',
    name: one.TargetGroupName ?? '',
    kind: one.TargetType === 'lambda' ? 'lambda' : 'ip',
    healthCheck: toHealthCheck(one),
    deregistrationDelayMs: seconds(attributes.get('deregistration_delay.timeout_seconds'), 300),
    multiValueHeaders: attributes.get('lambda.multi_value_headers.enabled') === 'true',
  };
}

function toHealthCheck(one: Aws.TargetGroup): TargetGroup['healthCheck'] {
  const port = Number(one.HealthCheckPort);
  return {
    path: one.HealthCheckPath ?? '/',
    protocol: one.HealthCheckProtocol === 'HTTPS' ? 'HTTPS' : 'HTTP',
    ...(port > 0 && { port }),
    intervalMs: seconds(one.HealthCheckIntervalSeconds, 30),
    timeoutMs: seconds(one.HealthCheckTimeoutSeconds, 5),
    healthyThreshold: one.HealthyThresholdCount ?? 5,
    unhealthyThreshold: one.UnhealthyThresholdCount ?? 2,
    matcher: one.Matcher?.HttpCode ?? '200',
  };
}

export function toIngress(group: SecurityGroup): IngressRule[] {
  return (group.IpPermissions ?? []).map((permission) => ({
    protocol: permission.IpProtocol ?? '-1',
    fromPort: permission.FromPort ?? 0,
    toPort: permission.ToPort ?? 65_535,
    cidrs: [
      ...(permission.IpRanges ?? []).map(({ CidrIp }) => CidrIp ?? ''),
      ...(permission.Ipv6Ranges ?? []).map(({ CidrIpv6 }) => CidrIpv6 ?? ''),
    ],
  }));
}

function seconds(value: string | number | undefined, otherwise: number): number {
  const number = value === undefined || value === '' ? otherwise : Number(value);
  return (Number.isFinite(number) ? number : otherwise) * 1000;
}
