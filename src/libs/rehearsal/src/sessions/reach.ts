import { DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2';
import { type DBInstance, DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import type { Clients } from '../aws.ts';
import type { Rewrite } from '../context.ts';
import type { Task } from '../tasks/types.ts';
import { admits, type Group } from './security.ts';

/** Where a task's connection to a host and port leads on this machine; a sentence when it leads nowhere. */
export type Reach = (
  task: Task,
  host: string,
  port: number,
) => Promise<{ host: string; port: number } | { refused: string }>;

const ITSELF = new Set(['localhost', '127.0.0.1', '::1', '']);

/**
 * The task itself, the VPC's names and the databases; nothing else: what a task on AWS would reach outside, a tunnel of a
 * rehearsal has no business with.
 */
export function createReach({ ec2, rds }: Pick<Clients, 'ec2' | 'rds'>, rewrite: Rewrite): Reach {
  return async (task, host, port) => {
    if (ITSELF.has(host)) return { host: task.address ?? '127.0.0.1', port };
    const [address = '', real = ''] = rewrite(`${host}:${port}`).split(':');
    if (address === host) return { refused: `the name ${host} is not known in the VPC` };
    const { DBInstances = [] } = await rds.send(new DescribeDBInstancesCommand({}));
    const database = DBInstances.find(({ Endpoint }) => Endpoint?.Address?.toLowerCase() === host.toLowerCase());
    const refused = database && (await refusal(task, database, port));
    return refused ? { refused } : { host: address, port: Number(real) };
  };

  async function refusal(task: Task, database: DBInstance, port: number): Promise<string | undefined> {
    if (database.Endpoint?.Port !== port)
      return `${database.DBInstanceIdentifier} listens on ${database.Endpoint?.Port}`;
    const [from, to] = await Promise.all([
      groups(task.securityGroups ?? []),
      groups((database.VpcSecurityGroups ?? []).flatMap(({ VpcSecurityGroupId }) => VpcSecurityGroupId ?? [])),
    ]);
    return admits(from, to, port) ? undefined : `no security group lets it reach ${database.DBInstanceIdentifier}`;
  }

  async function groups(GroupIds: string[]): Promise<Group[]> {
    if (GroupIds.length === 0) return [];
    const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds }));
    return SecurityGroups.map(({ GroupId = '', IpPermissions = [], IpPermissionsEgress = [] }) => ({
      id: GroupId,
      lets: { in: IpPermissions.map(toRule), out: IpPermissionsEgress.map(toRule) },
    }));
  }
}

type Permission = {
  IpProtocol?: string | undefined;
  FromPort?: number | undefined;
  ToPort?: number | undefined;
  UserIdGroupPairs?: { GroupId?: string | undefined }[] | undefined;
  IpRanges?: unknown[] | undefined;
};

const toRule = ({ IpProtocol = '', FromPort, ToPort, UserIdGroupPairs = [], IpRanges = [] }: Permission) => ({
  protocol: IpProtocol,
  fromPort: FromPort ?? 0,
  toPort: ToPort ?? 65_535,
  groups: UserIdGroupPairs.flatMap(({ GroupId }) => GroupId ?? []),
  anyAddress: IpRanges.length > 0,
});
