import { DescribeSecurityGroupsCommand, EC2Client, type IpPermission } from '@aws-sdk/client-ec2';
import { PREFIX } from '../../names.ts';
import type { ClientOptions } from '../../target/target.ts';

export const ROLES = ['alb', 'link', 'web', 'api', 'database', 'endpoints'] as const;
export type Role = (typeof ROLES)[number];

/** A rule of a security group: ports, and the other side as group ids and address ranges. */
export type Rule = { from: number; to: number; groups: readonly string[]; cidrs: readonly string[] };
export type Group = { id: string; ingress: readonly Rule[]; egress: readonly Rule[] };

/** The security groups by who is in them. */
export type Groups = Readonly<Partial<Record<Role, Group>>>;

export async function readGroups(options: ClientOptions): Promise<Groups> {
  const Filters = [{ Name: 'group-name', Values: ROLES.map((role) => `${PREFIX}-${role}`) }];
  const { SecurityGroups = [] } = await new EC2Client(options).send(new DescribeSecurityGroupsCommand({ Filters }));
  const known: Partial<Record<Role, Group>> = {};
  for (const role of ROLES) {
    const found = SecurityGroups.find(({ GroupName }) => GroupName === `${PREFIX}-${role}`);
    if (!found) continue;
    const ingress = (found.IpPermissions ?? []).map(ruleOf);
    known[role] = { id: found.GroupId ?? '', ingress, egress: (found.IpPermissionsEgress ?? []).map(ruleOf) };
  }
  return known;
}

/** All ports where the protocol is "-1". */
function ruleOf({ IpProtocol, FromPort, ToPort, IpRanges, UserIdGroupPairs }: IpPermission): Rule {
  const all = IpProtocol === '-1';
  return {
    from: all ? 0 : (FromPort ?? 0),
    to: all ? 65_535 : (ToPort ?? 65_535),
    groups: (UserIdGroupPairs ?? []).flatMap(({ GroupId }) => GroupId ?? []),
    cidrs: (IpRanges ?? []).flatMap(({ CidrIp }) => CidrIp ?? []),
  };
}
