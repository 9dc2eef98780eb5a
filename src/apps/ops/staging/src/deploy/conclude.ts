import { imageParameter, parseImage } from '@bookmark-manager/schedule';
import { EXIT, isStagingError, StagingError } from '../errors.ts';
import { PARAMETERS, PREFIX } from '../names.ts';
import { deleteParameter, readParameter, writeParameter } from '../parameters.ts';
import { worldTime } from '../target/time.ts';
import { type Cause, causeOf, lastWords } from './cause.ts';
import type { Deployment, Entry } from './deployment.ts';
import { remember } from './history.ts';
import type { HeldMark } from './mark.ts';
import { describeRevision, endLeftovers } from './next.ts';
import { describeService, type SeenTask } from './picture.ts';
import { BEFORE, DEPLOYED, tagImage } from './repository.ts';
import type { Tools } from './tools.ts';
import { type Watched, watch } from './watch.ts';

/**
 * Follows a deployment whose image is written down and applied to its end. One that ECS gives up is put back.
 * @throws StagingError with the cause when it came to nothing
 */
export async function conclude(tools: Tools, mark: HeldMark, deployment: Deployment): Promise<Entry> {
  const watched = await watchNewest(tools, deployment);
  const { service } = deployment;
  if (watched.verdict === 'done') {
    const { desiredCount } = await describeService(tools.ecs, service);
    await protect(tools, deployment);
    return end(tools, mark, deployment, { outcome: desiredCount ? 'deployed' : 'ready', why: null, ...watched });
  }
  if (watched.verdict === 'overtaken') {
    const why = 'another deployment took its place';
    await end(tools, mark, deployment, { outcome: 'undone', why, ...watched });
    throw new StagingError(`${service} is of another task definition now: somebody deployed it by hand.`, {
      hint: 'staging history; staging up puts the image of the history there',
    });
  }
  const cause = watched.endless
    ? { text: 'it was not done after 45 minutes', hint: 'staging status' }
    : causeOf(watched.failed, service);
  tools.context.io.err(`  ${service}: failed, as ${cause.text}`);
  await putBack(tools, deployment, { refresh: false });
  await end(tools, mark, deployment, { outcome: 'rolled back', why: cause.text, ...watched });
  throw await failure(tools, deployment, 'was rolled back', cause, watched.failed);
}

/** Finishes what an earlier deployment left half done, or undoes it. What is wrong with it keeps nobody from going on. */
export async function recover(tools: Tools, mark: HeldMark): Promise<void> {
  if (mark.tookOver) await endLeftovers(tools.ecs);
  const left = mark.rollout;
  if (left === null) return;
  const { io } = tools.context;
  io.err(`A deployment of ${left.service} by ${left.by} was cut short: going on with it.`);
  const written = parseImage((await readParameter(tools.ssm, imageParameter(PARAMETERS, left.service))) ?? '');
  const { taskDefinition = '' } = await describeService(tools.ecs, left.service);
  const rolledOut = (await imageOf(tools, taskDefinition)) === left.image.image;
  try {
    if (rolledOut && written?.image === left.image.image) {
      await tools.compute.apply(tools.context, tools.target, { refresh: true });
      const { outcome } = await conclude(tools, mark, left);
      io.err(`It is ${outcome}.`);
      return;
    }
    await putBack(tools, left, { refresh: true });
    await end(tools, mark, left, { outcome: 'undone', why: 'it was cut short', taskDefinition: null });
    io.err('It had not come so far that it could be finished: it is undone.');
  } catch (error) {
    if (!isStagingError(error) || error.exitCode !== EXIT.no || mark.rollout !== null) throw error;
    io.err(error.message);
  }
}

/** The image's parameter as it was before, applied, and followed until the service is steady again. */
async function putBack(tools: Tools, deployment: Deployment, how: { refresh: boolean }): Promise<void> {
  const { service, before } = deployment;
  const name = imageParameter(PARAMETERS, service);
  if (before) await writeParameter(tools.ssm, name, JSON.stringify(before));
  else await deleteParameter(tools.ssm, name);
  tools.context.io.err(`  ${service}: putting back what was deployed before`);
  await tools.compute.apply(tools.context, tools.target, how);
  const { verdict } = await watchNewest(tools, deployment);
  if (verdict !== 'done') tools.context.io.err(`  ${service}: is not steady yet: staging status`);
}

/** What Terraform has registered last is what is being rolled out. */
async function watchNewest(tools: Tools, { service }: Deployment): Promise<Watched & { taskDefinition: string }> {
  const { taskDefinitionArn = '' } = await describeRevision(tools.ecs, `${PREFIX}-${service}`);
  const watched = await watch({
    clients: tools,
    service,
    ours: ({ taskDefinition }) => taskDefinition === taskDefinitionArn,
    io: tools.context.io,
    ...(tools.everyMs === undefined ? {} : { everyMs: tools.everyMs }),
  });
  return { ...watched, taskDefinition: taskDefinitionArn.slice(taskDefinitionArn.lastIndexOf('/') + 1) };
}

async function imageOf({ ecs }: Tools, taskDefinition: string): Promise<string | undefined> {
  return (await describeRevision(ecs, taskDefinition)).containerDefinitions?.[0]?.image;
}

/** What the registry's lifecycle rule must not take away: what runs or wakes next, and what it would be rolled back to. */
async function protect({ ecr, context: { io } }: Tools, { service, image, before }: Deployment): Promise<void> {
  if (before) await tagImage(ecr, service, before.image, BEFORE);
  if (await tagImage(ecr, service, image.image, DEPLOYED)) return;
  io.err(`  ${service}: its image is not in the repository any more, so it could not be kept from expiring`);
}

type End = Pick<Entry, 'outcome' | 'why' | 'taskDefinition'>;

async function end(tools: Tools, mark: HeldMark, deployment: Deployment, ended: End): Promise<Entry> {
  const entry = await writeEntry(tools, deployment, ended);
  await mark.note(null);
  return entry;
}

/** Writes down how a deployment ended. */
export async function writeEntry(tools: Tools, deployment: Deployment, ended: End): Promise<Entry> {
  const { outcome, why, taskDefinition } = ended;
  const endedAt = (await worldTime(tools.target)).now.toISOString();
  const entry: Entry = { ...deployment, endedAt, outcome, why, taskDefinition };
  await remember(tools.ssm, entry);
  return entry;
}

/** The error that names a cause, with the last words of the task that failed. */
export async function failure(
  { target }: Pick<Tools, 'target'>,
  { service }: Pick<Deployment, 'service'>,
  what: string,
  cause: Cause,
  task: SeenTask | undefined,
): Promise<StagingError> {
  const words = task ? await lastWords(target.clientOptions, service, task.id) : [];
  const lines = [`${service} ${what}: ${cause.text}.`, ...words.map((word) => `  ${word}`)];
  return new StagingError(lines.join('\n'), { hint: cause.hint });
}
