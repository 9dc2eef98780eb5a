import type { GroupRule } from './model.ts';

/** One side of a connection: its security groups, and their rules for the way that the connection takes. */
export type Side = { groupIds: readonly string[]; rules: readonly GroupRule[] };

/**
 * Whether a VPC link with these rules for what goes out reaches a port of a service with those for what comes in. Addresses of the VPC
 * mean nothing on this machine: of CIDR blocks only the one that means everybody counts.
 */
export function linkReaches(link: Side, service: Side, port: number): 'yes' | 'no way out' | 'no way in' {
  if (!link.rules.some((rule) => covers(rule, service.groupIds, port))) return 'no way out';
  if (!service.rules.some((rule) => covers(rule, link.groupIds, port))) return 'no way in';
  return 'yes';
}

function covers(rule: GroupRule, groupIds: readonly string[], port: number): boolean {
  const isForPort = rule.protocol === '-1' || (rule.protocol === 'tcp' && rule.fromPort <= port && port <= rule.toPort);
  return isForPort && (rule.cidrs.includes('0.0.0.0/0') || rule.groupIds.some((id) => groupIds.includes(id)));
}
