import { DescribeSecurityGroupsCommand, type EC2Client } from '@aws-sdk/client-ec2';
import { FRONT_GROUP } from '../names.ts';

/** The address ranges that the applied security group lets in; empty when nothing is applied. */
export async function readApplied(ec2: Pick<EC2Client, 'send'>): Promise<string[]> {
  const { SecurityGroups } = await ec2.send(
    new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'group-name', Values: [FRONT_GROUP] }] }),
  );
  const permissions = (SecurityGroups ?? []).flatMap(({ IpPermissions }) => IpPermissions ?? []);
  const ranges = permissions.flatMap(({ IpRanges }) => (IpRanges ?? []).map(({ CidrIp }) => CidrIp ?? ''));
  return [...new Set(ranges.filter(Boolean))].sort();
}
