/** A security group. A rule names groups, or address ranges: which addresses a VPC would give is not known here, so any range fits. */
export type Group = { id: string; lets: { in: Rule[]; out: Rule[] } };
export type Rule = { protocol: string; fromPort: number; toPort: number; groups: string[]; anyAddress: boolean };

/** Whether something in the groups `from` reaches a TCP port of something in the groups `to`: both must let it. */
export function admits(from: readonly Group[], to: readonly Group[], port: number): boolean {
  const out = from.flatMap(({ lets }) => lets.out).some((rule) => fits(rule, to, port));
  return out && to.flatMap(({ lets }) => lets.in).some((rule) => fits(rule, from, port));
}

function fits(rule: Rule, others: readonly Group[], port: number): boolean {
  const covers = rule.protocol === '-1' || (rule.protocol === 'tcp' && rule.fromPort <= port && port <= rule.toPort);
  return covers && (rule.anyAddress || others.some(({ id }) => rule.groups.includes(id)));
}
