import type { Topology } from './reading.ts';

/** The groups that a rule names, whatever their weight. */
export function namedGroups({ loadBalancers }: Pick<Topology, 'loadBalancers'>): Set<string> {
  const actions = loadBalancers.flatMap(({ listeners }) =>
    listeners.flatMap(({ rules }) => rules.map((rule) => rule.action)),
  );
  return new Set(actions.flatMap((action) => (action.kind === 'forward' ? action.groups.map(({ arn }) => arn) : [])));
}

/** The groups that a metric's dimensions stand for: CloudWatch names them by the ends of their ARNs. */
export function groupsOf(
  { loadBalancers, targetGroups }: Topology,
  { TargetGroup, LoadBalancer }: Readonly<Record<string, string>>,
): string[] {
  const balancers = loadBalancers.filter(
    ({ arn }) => LoadBalancer === undefined || arn.endsWith(`:loadbalancer/${LoadBalancer}`),
  );
  const behind = namedGroups({ loadBalancers: balancers });
  return targetGroups
    .map(({ arn }) => arn)
    .filter((arn) => behind.has(arn) && (TargetGroup === undefined || arn.endsWith(`:${TargetGroup}`)));
}
