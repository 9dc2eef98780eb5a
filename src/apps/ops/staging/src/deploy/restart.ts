import { UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { StagingError } from '../errors.ts';
import { CLUSTER, type Service, serviceName } from '../names.ts';
import { causeOf } from './cause.ts';
import { failure, recover } from './conclude.ts';
import { holdFor, markDeploying } from './deploy.ts';
import { shortOf } from './deployment.ts';
import { keepOld } from './keep-old.ts';
import { describeRevision } from './next.ts';
import { describeService } from './picture.ts';
import type { Tools } from './tools.ts';
import { watch } from './watch.ts';

/** Restarts services one after the other, and says what came of it. */
export async function restartAll(tools: Tools, services: readonly Service[]): Promise<string[]> {
  await using mark = await markDeploying(tools, services);
  await recover(tools, mark);
  await using _ = await holdFor(tools, services);
  const lines: string[] = [];
  for (const service of services) {
    const { taskDefinition = '' } = await describeService(tools.ecs, service);
    const image = (await describeRevision(tools.ecs, taskDefinition)).containerDefinitions?.[0]?.image ?? '';
    tools.context.io.err(sayImage(service, image));
    const became = await restart(tools, service);
    lines.push(
      became === 'asleep' ? `${service} sleeps: its tasks will be new when it wakes.` : `${service} is restarted.`,
    );
  }
  return lines;
}

/**
 * Replaces a service's tasks by new ones of the same task definition, as `aws ecs update-service --force-new-deployment` does,
 * and follows that to its end. Where the image is a tag, the new tasks are of what the tag names now.
 * @throws StagingError with the cause when ECS gave it up
 */
export async function restart(tools: Tools, service: Service): Promise<'restarted' | 'asleep'> {
  const { ecs, context, everyMs } = tools;
  const { io } = context;
  const { desiredCount } = await describeService(ecs, service);
  if (!desiredCount) return 'asleep';
  const request = new UpdateServiceCommand({
    cluster: CLUSTER,
    service: serviceName(service),
    forceNewDeployment: true,
  });
  await using _ = await keepOld({ ...tools, io }, service);
  const answer = await ecs.send(request);
  const id = answer.service?.deployments?.find(({ status }) => status === 'PRIMARY')?.id;
  const pace = everyMs === undefined ? {} : { everyMs };
  const watched = await watch({ clients: tools, service, ours: ({ deployment }) => deployment === id, io, ...pace });
  if (watched.verdict === 'done') return 'restarted';
  if (watched.verdict === 'overtaken') {
    throw new StagingError(`Another deployment of ${service} took its place.`, { hint: 'staging history' });
  }
  throw await failure(tools, { service }, 'was not restarted', causeOf(watched.failed, service), watched.failed);
}

/** The call, for `--dry-run` and for people who would rather type it. */
export const restartCommandLine = (service: Service): string =>
  `aws ecs update-service --cluster ${CLUSTER} --service ${serviceName(service)} --force-new-deployment`;

function sayImage(service: Service, image: string): string {
  if (!image.includes('@'))
    return `${service} follows the tag ${shortOf(image)}: the new tasks are of what it names now.`;
  return `${service} is pinned to ${shortOf(image)}: the same image starts again. What a tag names is deployed by staging deploy ${service} --image <tag>.`;
}
