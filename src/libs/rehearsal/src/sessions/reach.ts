import { DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2';
import { DescribeDBClustersCommand, DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
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
    const database = (await databases()).find(({ names }) => names.includes(host.toLowerCase()));
    const refused = database && (await refusal(task, database, port));
    return refused ? { refused } : { host: address, port: Number(real) };
  };

  async function databases(): Promise<Endpoint[]> {
    const [{ DBInstances = [] }, { DBClusters = [] }] = await Promise.all([
      rds.send(new DescribeDBInstancesCommand({})),
      rds.send(new DescribeDBClustersCommand({})),
    ]);
    return [
      ...DBInstances.map(({ DBInstanceIdentifier: id, Endpoint: at, VpcSecurityGroups }) =>
        endpoint(id, [at?.Address], at?.Port, VpcSecurityGroups),
      ),
      ...DBClusters.map(({ DBClusterIdentifier: id, Endpoint, ReaderEndpoint, Port, VpcSecurityGroups }) =>
        endpoint(id, [Endpoint, ReaderEndpoint], Port, VpcSecurityGroups),
      ),
    ];
  }

  async function refusal(task: Task, { id, port: open, groups: of }: Endpoint, port: number) {
    if (open !== port) return `${id} listens on ${open}`;
    const [from, to] = await Promise.all([groups(task.securityGroups ?? []), groups(of)]);
    return admits(from, to, port) ? undefined : `no security group lets it reach ${id}`;
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

/** Where a database listens, by all its names, and who guards it. */
type Endpoint = { id: string; names: string[]; port: number | undefined; groups: string[] };

function endpoint(
  id = '',
  names: (string | undefined)[],
  port: number | undefined,
  groups: { VpcSecurityGroupId?: string | undefined }[] = [],
): Endpoint {
  return {
    id,
    names: names.flatMap((name) => name?.toLowerCase() ?? []),
    port,
    groups: groups.flatMap(({ VpcSecurityGroupId }) => VpcSecurityGroupId ?? []),
  };
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
