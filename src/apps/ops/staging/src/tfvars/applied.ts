import { DescribeSecurityGroupsCommand, type EC2Client } from '@aws-sdk/client-ec2';
import { GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { AUTHORIZER, FRONT_GROUP } from '../names.ts';

type Clients = { ec2: Pick<EC2Client, 'send'>; lambda: Pick<LambdaClient, 'send'> };

/** The address ranges that the applied front door lets in: its security group's, or its authorizer's; empty when nothing is applied. */
export async function readApplied({ ec2, lambda }: Clients): Promise<string[]> {
  const { SecurityGroups = [] } = await ec2.send(
    new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'group-name', Values: [FRONT_GROUP] }] }),
  );
  const permissions = SecurityGroups.flatMap(({ IpPermissions }) => IpPermissions ?? []);
  const ranges = permissions.flatMap(({ IpRanges }) => (IpRanges ?? []).map(({ CidrIp }) => CidrIp ?? ''));
  const applied = SecurityGroups.length > 0 ? ranges : await ofAuthorizer(lambda);
  return [...new Set(applied.filter(Boolean))].sort();
}

/** What a gateway's authorizer was told; empty when there is none. */
export async function ofAuthorizer(lambda: Clients['lambda']): Promise<string[]> {
  try {
    const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: AUTHORIZER }));
    return z.array(z.string()).parse(JSON.parse(Environment?.Variables?.ALLOW_LIST ?? '[]'));
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return [];
    throw error;
  }
}
