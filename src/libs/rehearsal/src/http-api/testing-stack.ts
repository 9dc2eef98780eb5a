import { createHash, createHmac } from 'node:crypto';
import {
  CreateApiCommand,
  CreateAuthorizerCommand,
  CreateIntegrationCommand,
  CreateRouteCommand,
  CreateStageCommand,
  CreateVpcLinkCommand,
} from '@aws-sdk/client-apigatewayv2';
import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  RevokeSecurityGroupEgressCommand,
} from '@aws-sdk/client-ec2';
import { CreateClusterCommand, CreateServiceCommand, RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { AddPermissionCommand, CreateFunctionCommand } from '@aws-sdk/client-lambda';
import {
  CreateServiceCommand as CreateNamedServiceCommand,
  CreatePrivateDnsNamespaceCommand,
  ListNamespacesCommand,
} from '@aws-sdk/client-servicediscovery';
import { CREDENTIALS } from '../account.ts';
import type { Clients } from '../aws.ts';
import { zip } from '../functions/testing.ts';

/** The emulator makes nothing without them. */
const Tags = { Project: 'bookmark-manager' };

/** What Terraform makes of this door, in the same shape: asleep, and nothing deployed yet. */
export async function buildLikeTerraform(aws: Clients, port: number) {
  const { Vpc } = await aws.ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const { Subnet } = await aws.ec2.send(new CreateSubnetCommand({ VpcId: Vpc?.VpcId, CidrBlock: '10.0.1.0/24' }));
  const SubnetIds = [Subnet?.SubnetId ?? ''];
  const group = async (GroupName: string) => {
    const input = { GroupName, Description: GroupName, VpcId: Vpc?.VpcId };
    return (await aws.ec2.send(new CreateSecurityGroupCommand(input))).GroupId ?? '';
  };
  const [link, tasks] = [await group('link'), await group('tasks')];
  const IpPermissions = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
  await aws.ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId: link, IpPermissions }));
  const between = (GroupId: string) => [
    { IpProtocol: 'tcp', FromPort: port, ToPort: port, UserIdGroupPairs: [{ GroupId }] },
  ];
  const open = {
    out: () => aws.ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId: link, IpPermissions: between(tasks) })),
    in: () => aws.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: tasks, IpPermissions: between(link) })),
  };

  await aws.serviceDiscovery.send(new CreatePrivateDnsNamespaceCommand({ Name: 'staging.internal', Vpc: 'vpc-1' }));
  const NamespaceId = (await aws.serviceDiscovery.send(new ListNamespacesCommand({}))).Namespaces?.[0]?.Id;
  const DnsConfig = { NamespaceId, DnsRecords: [{ Type: 'SRV' as const, TTL: 10 }] };
  const named = await aws.serviceDiscovery.send(new CreateNamedServiceCommand({ Name: 'web', NamespaceId, DnsConfig }));
  const { Id: serviceId = '', Arn: registryArn = '' } = named.Service ?? {};
  await aws.ecs.send(new CreateClusterCommand({ clusterName: 'c' }));
  await aws.ecs.send(
    new RegisterTaskDefinitionCommand({
      family: 'web',
      containerDefinitions: [{ name: 'web', image: 'i', memory: 1 }],
    }),
  );
  await aws.ecs.send(
    new CreateServiceCommand({
      ...{ cluster: 'c', serviceName: 'web', taskDefinition: 'web', desiredCount: 0 },
      serviceRegistries: [{ registryArn }],
      networkConfiguration: { awsvpcConfiguration: { subnets: SubnetIds, securityGroups: [tasks] } },
    }),
  );

  const made = await aws.iam.send(new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: '{}' }));
  const deploy = async (FunctionName: string) => {
    const Code = { ZipFile: zip('exports.handler = async () => ({})') };
    const common = { Runtime: 'nodejs22.x', Handler: 'main.handler', Role: made.Role?.Arn ?? '' } as const;
    return (await aws.lambda.send(new CreateFunctionCommand({ FunctionName, Code, ...common }))).FunctionArn ?? '';
  };
  const [wake, allow] = [await deploy('wake'), await deploy('allow')];

  const { ApiId = '' } = await aws.apigateway.send(
    new CreateApiCommand({ Name: 'staging', ProtocolType: 'HTTP', Tags }),
  );
  const permit = (FunctionName: string) =>
    aws.lambda.send(
      new AddPermissionCommand({
        ...{ FunctionName, StatementId: 'gateway', Action: 'lambda:InvokeFunction' },
        Principal: 'apigateway.amazonaws.com',
        SourceArn: `arn:aws:execute-api:ap-northeast-1:123456789012:${ApiId}/*`,
      }),
    );
  const { VpcLinkId } = await aws.apigateway.send(
    new CreateVpcLinkCommand({ Name: 'staging', SubnetIds, SecurityGroupIds: [link], Tags }),
  );
  const integration = async (more: object) =>
    (await aws.apigateway.send(new CreateIntegrationCommand({ ApiId, IntegrationType: 'HTTP_PROXY', ...more })))
      .IntegrationId ?? '';
  const privately = { IntegrationMethod: 'ANY', ConnectionType: 'VPC_LINK', ConnectionId: VpcLinkId };
  const headers = { 'overwrite:header.x-door-client': '$context.identity.sourceIp' };
  const app = await integration({ ...privately, IntegrationUri: registryArn, RequestParameters: headers });
  const asleep = await integration({ IntegrationType: 'AWS_PROXY', IntegrationUri: wake });
  const { AuthorizerId } = await aws.apigateway.send(
    new CreateAuthorizerCommand({
      ...{ ApiId, Name: 'allow-list', AuthorizerType: 'REQUEST', EnableSimpleResponses: true },
      AuthorizerUri: `arn:aws:apigateway:ap-northeast-1:lambda:path/2015-03-31/functions/${allow}/invocations`,
      IdentitySource: ['$context.identity.sourceIp'],
      ...{ AuthorizerPayloadFormatVersion: '2.0', AuthorizerResultTtlInSeconds: 300 },
    }),
  );
  const route = async (RouteKey: string, to: string, more: object) =>
    (await aws.apigateway.send(new CreateRouteCommand({ ApiId, RouteKey, Target: `integrations/${to}`, ...more })))
      .RouteId ?? '';
  const front = await route('$default', asleep, { AuthorizationType: 'CUSTOM', AuthorizerId });
  await route('GET /__probe/web', app, { AuthorizationType: 'AWS_IAM' });
  const DestinationArn = 'arn:aws:logs:ap-northeast-1:123456789012:log-group:/gateway';
  await aws.apigateway.send(
    new CreateStageCommand({
      ...{ ApiId, StageName: '$default', AutoDeploy: false },
      AccessLogSettings: { DestinationArn, Format: '$context.routeKey $context.status $context.integrationStatus' },
    }),
  );
  return { apiId: ApiId, app, asleep, front, serviceId, wake, allow, permit, open };
}

/** The headers by which a GET without a query is signed for an HTTP API. */
export function signedFor(host: string, path: string, now: Date): Record<string, string> {
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `${stamp.slice(0, 8)}/ap-northeast-1/execute-api/aws4_request`;
  const sha = (text: string) => createHash('sha256').update(text).digest('hex');
  const request = ['GET', path, '', `host:${host}\nx-amz-date:${stamp}\n`, 'host;x-amz-date', sha('')].join('\n');
  let key: Buffer | string = `AWS4${CREDENTIALS.secretAccessKey}`;
  for (const part of scope.split('/')) key = createHmac('sha256', key).update(part).digest();
  const signature = createHmac('sha256', key)
    .update(['AWS4-HMAC-SHA256', stamp, scope, sha(request)].join('\n'))
    .digest('hex');
  const credential = `${CREDENTIALS.accessKeyId}/${scope}`;
  return {
    'x-amz-date': stamp,
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host;x-amz-date, Signature=${signature}`,
  };
}
