import { existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateRouteCommand,
  DeleteRouteCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
  ModifySecurityGroupRulesCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import { ECSClient, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { ModifyDBInstanceCommand, RDSClient } from '@aws-sdk/client-rds';
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { CLUSTER, clientOptions, serviceName } from './aws.ts';

/** Makes something wrong, and gives what puts it right again. */
export type Plant = () => Promise<() => Promise<unknown>>;

const PREFIX = 'bookmark-manager-staging';

async function groupId(name: string): Promise<string> {
  const { SecurityGroups = [] } = await new EC2Client(clientOptions()).send(
    new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'group-name', Values: [`${PREFIX}-${name}`] }] }),
  );
  return SecurityGroups[0]?.GroupId ?? '';
}

/** Another port in the rule that lets the API into the database: the rule stays Terraform's own. */
export const closedDatabase: Plant = async () => {
  const ec2 = new EC2Client(clientOptions());
  const GroupId = await groupId('database');
  const { SecurityGroupRules = [] } = await ec2.send(
    new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: 'group-id', Values: [GroupId] }] }),
  );
  const rule = SecurityGroupRules.find(({ IsEgress, FromPort }) => !IsEgress && FromPort === 5432);
  if (!rule?.SecurityGroupRuleId) throw new Error('No rule lets anybody into the database.');
  const { SecurityGroupRuleId, Description, ReferencedGroupInfo } = rule;
  const change = (port: number) =>
    ec2.send(
      new ModifySecurityGroupRulesCommand({
        GroupId,
        SecurityGroupRules: [
          {
            SecurityGroupRuleId,
            SecurityGroupRule: {
              IpProtocol: 'tcp',
              FromPort: port,
              ToPort: port,
              ReferencedGroupId: ReferencedGroupInfo?.GroupId,
              Description,
            },
          },
        ],
      }),
    );
  await change(5433);
  return () => change(5432);
};

export const openToTheWorld: Plant = async () => {
  const ec2 = new EC2Client(clientOptions());
  const rule = {
    GroupId: await groupId('alb'),
    IpPermissions: [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
  };
  await ec2.send(new AuthorizeSecurityGroupIngressCommand(rule));
  return () => ec2.send(new RevokeSecurityGroupIngressCommand(rule));
};

export const noRouteOut: Plant = async () => {
  const ec2 = new EC2Client(clientOptions());
  const { RouteTables = [] } = await ec2.send(
    new DescribeRouteTablesCommand({ Filters: [{ Name: 'tag:Name', Values: [`${PREFIX}-public`] }] }),
  );
  const route = { RouteTableId: RouteTables[0]?.RouteTableId, DestinationCidrBlock: '0.0.0.0/0' };
  const GatewayId = RouteTables[0]?.Routes?.find(
    ({ DestinationCidrBlock }) => DestinationCidrBlock === route.DestinationCidrBlock,
  )?.GatewayId;
  await ec2.send(new DeleteRouteCommand(route));
  return () => ec2.send(new CreateRouteCommand({ ...route, GatewayId }));
};

export const noExec: Plant = async () => {
  const set = (enableExecuteCommand: boolean) =>
    new ECSClient(clientOptions()).send(
      new UpdateServiceCommand({ cluster: CLUSTER, service: serviceName('api'), enableExecuteCommand }),
    );
  await set(false);
  return () => set(true);
};

export const backupAtNight: Plant = async () => {
  const set = (PreferredBackupWindow: string) =>
    new RDSClient(clientOptions()).send(
      new ModifyDBInstanceCommand({ DBInstanceIdentifier: `${PREFIX}-db`, PreferredBackupWindow }),
    );
  await set('18:00-18:30');
  return () => set('03:00-03:30');
};

/** Another value in a secret. */
export const secret =
  (name: string, spoil: (value: string) => string): Plant =>
  async () => {
    const ssm = new SSMClient(clientOptions());
    const Name = `/bookmark-manager/staging/${name}`;
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }));
    const put = (Value: string) =>
      ssm.send(new PutParameterCommand({ Name, Value, Type: 'SecureString', Overwrite: true }));
    await put(spoil(Parameter?.Value ?? ''));
    return () => put(Parameter?.Value ?? '');
  };

/** Another content of a file, which keeps its date: what compares dates sees no change. */
export const fileOf =
  (path: string, content: string): Plant =>
  async () => {
    const [before, times] = existsSync(path) ? [readFileSync(path), statSync(path)] : [null, null];
    writeFileSync(path, content);
    if (times) utimesSync(path, times.atime, times.mtime);
    return async () => {
      if (before === null) return rmSync(path, { force: true });
      writeFileSync(path, before);
      if (times) utimesSync(path, times.atime, times.mtime);
    };
  };
