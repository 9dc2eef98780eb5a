import { CloudWatchLogsClient, DeleteLogGroupCommand, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DeregisterTaskDefinitionCommand, ECSClient, ListTaskDefinitionsCommand } from '@aws-sdk/client-ecs';
import { RDSClient } from '@aws-sdk/client-rds';
import { DeleteParametersCommand, paginateDescribeParameters, SSMClient } from '@aws-sdk/client-ssm';
import { PARAMETERS, PREFIX } from '../names.ts';
import type { Target } from '../target/target.ts';
import { bucketExists } from '../tfstate/bucket.ts';
import { emptyAndDelete } from '../tfstate/empty-bucket.ts';
import { openBucket } from '../tfstate/open.ts';
import type { Place } from '../tfstate/place.ts';
import { ENGINE_CALLS } from './engine-calls.ts';
import { listSnapshots } from './snapshots.ts';

/** What Terraform did not make, or would not destroy, of one kind. */
export type Rest = { kind: string; names: string[]; remove(names: readonly string[]): Promise<void> };

/** Everything of ours that a destroy leaves behind; kinds of which nothing is there are left out. `states`: where they are kept. */
export async function findRest(target: Target, states: Place): Promise<Rest[]> {
  const kinds = await Promise.all([
    parameters(new SSMClient(target.clientOptions)),
    snapshots(new RDSClient(target.clientOptions)),
    logGroups(new CloudWatchLogsClient(target.clientOptions)),
    taskDefinitions(new ECSClient(target.clientOptions)),
    stateBucket(target, states),
  ]);
  return kinds.filter(({ names }) => names.length > 0);
}

async function parameters(ssm: SSMClient): Promise<Rest> {
  const names: string[] = [];
  const ParameterFilters = [{ Key: 'Name', Option: 'BeginsWith', Values: [`${PARAMETERS}/`] }];
  for await (const page of paginateDescribeParameters({ client: ssm }, { ParameterFilters }))
    for (const { Name } of page.Parameters ?? []) if (Name) names.push(Name);
  return {
    kind: 'SSM parameters',
    names: names.sort(),
    async remove(all) {
      for (let first = 0; first < all.length; first += AT_ONCE)
        await ssm.send(new DeleteParametersCommand({ Names: all.slice(first, first + AT_ONCE) }));
    },
  };
}

/** DeleteParameters takes no more. */
const AT_ONCE = 10;

async function snapshots(rds: RDSClient): Promise<Rest> {
  // Automated ones go with their database; nobody else may delete them.
  const own = (await listSnapshots(rds)).filter(({ id }) => !id.startsWith('rds:'));
  return {
    kind: 'database snapshots',
    names: own.map(({ id }) => id),
    async remove(all) {
      for (const { id, engine } of own) if (all.includes(id)) await ENGINE_CALLS[engine].deleteSnapshot(rds, id);
    },
  };
}

async function logGroups(logs: CloudWatchLogsClient): Promise<Rest> {
  const prefixes = [
    `/ecs/${PREFIX}`,
    `/aws/lambda/${PREFIX}`,
    `/aws/rds/instance/${PREFIX}`,
    `/aws/rds/cluster/${PREFIX}`,
  ];
  const pages = prefixes.map((logGroupNamePrefix) => logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix })));
  const groups = (await Promise.all(pages)).flatMap((page) => page.logGroups ?? []);
  return {
    kind: 'log groups',
    names: groups.flatMap(({ logGroupName }) => logGroupName ?? []),
    async remove(all) {
      for (const logGroupName of all) await logs.send(new DeleteLogGroupCommand({ logGroupName }));
    },
  };
}

async function taskDefinitions(ecs: ECSClient): Promise<Rest> {
  const families = ['web', 'api', 'migrate'].map((kind) => `${PREFIX}-${kind}`);
  const pages = families.map((familyPrefix) => ecs.send(new ListTaskDefinitionsCommand({ familyPrefix })));
  return {
    kind: 'task definitions',
    names: (await Promise.all(pages)).flatMap((page) => page.taskDefinitionArns ?? []),
    async remove(all) {
      for (const taskDefinition of all) await ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition }));
    },
  };
}

/** The states are empty then, and so is what the bucket is for. */
async function stateBucket(target: Target, states: Place): Promise<Rest> {
  const bucket = await openBucket(target);
  return {
    kind: 'the bucket of the states',
    names: (await bucketExists(bucket)) ? [bucket.name] : [],
    remove: () => emptyAndDelete(bucket, states),
  };
}
