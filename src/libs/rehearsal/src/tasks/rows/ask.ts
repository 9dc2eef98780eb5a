import type { Forward, Request } from '../../relay/types.ts';
import { fault, readJson } from '../../relay/wire.ts';
import type { Json, TaskDefinition } from '../types.ts';

/** The relay's request with what its rows need to ask the emulator in the caller's name. */
export type Asker = <T = Json>(operation: string, input: Json) => Promise<T>;

/** Asks the emulator's ECS with the caller's own credentials; its error is thrown as AWS words it. */
export function asker(request: Request, forward: Forward): Asker {
  return async <T>(operation: string, input: Json) => {
    const { 'content-length': _, ...headers } = request.headers;
    const answer = await forward({
      ...request,
      operation,
      headers: { ...headers, 'x-amz-target': `AmazonEC2ContainerServiceV20141113.${operation}` },
      body: Buffer.from(JSON.stringify(input)),
    });
    const output = readJson<Json>(answer);
    if (answer.status < 300) return output as T;
    const type = String(output.__type ?? 'ServerException').replace(/^.*#/, '');
    throw fault(type, String(output.message ?? output.Message ?? type), answer.status);
  };
}

/** The ARN of a cluster given by name or ARN; `default` when not given. */
export async function clusterArn(ask: Asker, cluster: unknown = 'default'): Promise<string> {
  const { clusters } = await ask<{ clusters?: { clusterArn: string; status?: string }[] }>('DescribeClusters', {
    clusters: [cluster],
  });
  const found = clusters?.find((one) => one.status !== 'INACTIVE');
  if (!found) throw fault('ClusterNotFoundException', 'Cluster not found.');
  return found.clusterArn;
}

/** A task definition given as family, family:revision or ARN, if it can be run with this network configuration. */
export async function taskDefinition(ask: Asker, given: unknown, network: unknown): Promise<TaskDefinition> {
  const found = await ask<{ taskDefinition: TaskDefinition }>('DescribeTaskDefinition', { taskDefinition: given });
  const { status, networkMode } = found.taskDefinition;
  if (status === 'INACTIVE') throw fault('ClientException', 'TaskDefinition is inactive');
  if (networkMode === 'awsvpc' && !network)
    throw fault(
      'InvalidParameterException',
      "Network Configuration must be provided when networkMode 'awsvpc' is specified.",
    );
  return found.taskDefinition;
}

export const lastOf = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);

/** One page of a list, as AWS cuts it: `nextToken` is the place where the next one begins. */
export function page<T>(all: readonly T[], input: Json, most: number): { items: T[]; nextToken?: string } {
  const from = Number(input.nextToken ?? 0);
  const size = Math.min(most, Math.max(1, Number(input.maxResults ?? most)));
  if (!Number.isInteger(from) || from < 0) throw fault('InvalidParameterException', 'Invalid token.');
  const next = from + size;
  return { items: all.slice(from, next), ...(next < all.length && { nextToken: String(next) }) };
}
