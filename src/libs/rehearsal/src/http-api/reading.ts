import { GetApisCommand, GetStagesCommand, GetVpcLinksCommand } from '@aws-sdk/client-apigatewayv2';
import { DescribeSecurityGroupsCommand, type IpPermission } from '@aws-sdk/client-ec2';
import { DescribeServicesCommand, paginateListClusters, paginateListServices } from '@aws-sdk/client-ecs';
import { GetPolicyCommand } from '@aws-sdk/client-lambda';
import { GetInstancesHealthStatusCommand, paginateListInstances } from '@aws-sdk/client-servicediscovery';
import type { Clients } from '../aws.ts';
import { deploymentsIn, keyIn, stageSettingsIn } from '../handlers/http-apis.ts';
import type { Store } from '../store.ts';
import type { GroupRule, Listed, ServedApi, VpcLink } from './model.ts';
import { NOTHING_DEPLOYED, toServed } from './parse.ts';
import { type FunctionPolicy, parsePolicy } from './permission.ts';

/** What the gateway reads of the emulator; the boundary that tests stand in for. */
export interface Reading {
  /** The stages of the HTTP APIs, with what each serves. */
  apis(): Promise<ServedApi[]>;
  links(): Promise<VpcLink[]>;
  instances(serviceArn: string): Promise<Listed[]>;
  /** The security groups of the ECS services that register in each Cloud Map service, by its ARN. */
  groupsOfServices(): Promise<Map<string, string[]>>;
  rules(groupIds: readonly string[]): Promise<{ ingress: GroupRule[]; egress: GroupRule[] }>;
  /** Undefined when a function has none. */
  policy(functionArn: string): Promise<FunctionPolicy | undefined>;
}

/** Reads by the same calls as any tool would make; which API was deployed when only the relay knows. */
export function createReading(clients: Clients, store: Store): Reading {
  const { apigateway, ec2, ecs, lambda, serviceDiscovery } = clients;
  const deployments = deploymentsIn(store);
  return {
    async apis() {
      const { Items = [] } = await apigateway.send(new GetApisCommand({}));
      const http = Items.filter(({ ProtocolType }) => ProtocolType === 'HTTP');
      const served = http.map(async ({ ApiId: id = '', Name: name = '' }) => {
        const { Items: stages = [] } = await apigateway.send(new GetStagesCommand({ ApiId: id }));
        return stages.map(({ StageName = '', DeploymentId = '', DefaultRouteSettings, AccessLogSettings }) => {
          const stage = {
            stageName: StageName,
            deploymentId: DeploymentId,
            defaultRouteSettings: {
              throttlingRateLimit: DefaultRouteSettings?.ThrottlingRateLimit,
              throttlingBurstLimit: DefaultRouteSettings?.ThrottlingBurstLimit,
            },
            accessLogSettings: { destinationArn: AccessLogSettings?.DestinationArn, format: AccessLogSettings?.Format },
            ...stageSettingsIn(store).get(keyIn(id, StageName)),
          };
          return toServed({ id, name }, stage, deployments.get(keyIn(id, DeploymentId)) ?? NOTHING_DEPLOYED);
        });
      });
      return (await Promise.all(served)).flat();
    },
    async links() {
      const { Items = [] } = await apigateway.send(new GetVpcLinksCommand({}));
      return Items.map(({ VpcLinkId = '', Name = '', VpcLinkStatus = '', SecurityGroupIds = [] }) => ({
        id: VpcLinkId,
        name: Name,
        status: VpcLinkStatus,
        securityGroupIds: SecurityGroupIds,
      }));
    },
    async instances(serviceArn) {
      const ServiceId = serviceArn.slice(serviceArn.lastIndexOf('/') + 1);
      const pages = paginateListInstances({ client: serviceDiscovery }, { ServiceId });
      const found = await collect(pages, (page) => page.Instances);
      if (found.length === 0) return [];
      const { Status = {} } = await serviceDiscovery.send(new GetInstancesHealthStatusCommand({ ServiceId }));
      return found.flatMap(({ Id: id = '', Attributes = {} }) => {
        const { AWS_INSTANCE_IPV4: address, AWS_INSTANCE_PORT: port } = Attributes;
        return address && port ? [{ id, address, port: Number(port), healthy: Status[id] !== 'UNHEALTHY' }] : [];
      });
    },
    async groupsOfServices() {
      const clusters = await collect(paginateListClusters({ client: ecs }, {}), (page) => page.clusterArns);
      const groups = new Map<string, string[]>();
      for (const cluster of clusters) {
        // A page lists as many as can be described at once.
        for await (const { serviceArns = [] } of paginateListServices({ client: ecs, pageSize: 10 }, { cluster })) {
          if (serviceArns.length === 0) continue;
          const { services = [] } = await ecs.send(new DescribeServicesCommand({ cluster, services: serviceArns }));
          for (const { serviceRegistries = [], networkConfiguration } of services)
            for (const { registryArn = '' } of serviceRegistries)
              groups.set(registryArn, networkConfiguration?.awsvpcConfiguration?.securityGroups ?? []);
        }
      }
      return groups;
    },
    async rules(groupIds) {
      if (groupIds.length === 0) return { ingress: [], egress: [] };
      const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [...groupIds] }));
      return {
        ingress: SecurityGroups.flatMap(({ IpPermissions = [] }) => IpPermissions.map(toRule)),
        egress: SecurityGroups.flatMap(({ IpPermissionsEgress = [] }) => IpPermissionsEgress.map(toRule)),
      };
    },
    async policy(functionArn) {
      try {
        const { Policy } = await lambda.send(new GetPolicyCommand({ FunctionName: functionArn }));
        return Policy ? parsePolicy(Policy) : undefined;
      } catch (error) {
        if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
        throw error;
      }
    },
  };
}

function toRule(permission: IpPermission): GroupRule {
  return {
    protocol: permission.IpProtocol ?? '-1',
    fromPort: permission.FromPort ?? 0,
    toPort: permission.ToPort ?? 65_535,
    cidrs: (permission.IpRanges ?? []).map(({ CidrIp }) => CidrIp ?? ''),
    groupIds: (permission.UserIdGroupPairs ?? []).map(({ GroupId }) => GroupId ?? ''),
  };
}

async function collect<Page, Item>(
  pages: AsyncIterable<Page>,
  items: (page: Page) => Item[] | undefined,
): Promise<Item[]> {
  const all: Item[] = [];
  for await (const page of pages) all.push(...(items(page) ?? []));
  return all;
}
