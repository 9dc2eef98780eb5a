import type { Picture, SeenTask } from './picture.ts';

/**
 * What a picture says about one deployment.
 * `done`: it serves, and nothing older is left; or nothing is to run. `failed`: ECS has given it up. `overtaken`: another
 * deployment took its place, by somebody's hand.
 */
export type Verdict = 'going on' | 'done' | 'failed' | 'overtaken';
export type Meaning = { verdict: Verdict; line: string };

/** Which deployment, and which tasks of it: by what started them, or by the task definition that they are of. */
export type Ours = (one: { deployment: string; taskDefinition: string }) => boolean;

/** Reads a picture: how far the deployment is, in one line, and whether it has come to an end. */
export function meaningOf(picture: Picture, ours: Ours): Meaning {
  return { verdict: verdictOf(picture, ours), line: lineOf(picture, ours) };
}

/** The task whose end says why: the one of this deployment that failed last. */
export function failedTask(picture: Picture, ours: Ours): SeenTask | undefined {
  const time = ({ stoppedAt }: SeenTask) => stoppedAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return picture.tasks
    .filter((task) => ours(task) && hasFailed(task))
    .sort((one, other) => time(one) - time(other))
    .at(-1);
}

function verdictOf({ deployments, desired }: Picture, ours: Ours): Verdict {
  const primary = deployments.find((one) => one.primary);
  const isOurs = (one: { id: string; taskDefinition: string }) =>
    ours({ deployment: one.id, taskDefinition: one.taskDefinition });
  if (primary && isOurs(primary)) {
    if (primary.rollout === 'FAILED') return 'failed';
    return primary.rollout === 'COMPLETED' || desired === 0 ? 'done' : 'going on';
  }
  const givenUp = deployments.some((one) => isOurs(one) && one.rollout === 'FAILED');
  return givenUp || /rolling back/i.test(primary?.reason ?? '') ? 'failed' : 'overtaken';
}

function lineOf(picture: Picture, ours: Ours): string {
  const alive = picture.tasks.filter(({ wanted }) => wanted);
  const fresh = alive.filter(ours);
  const parts = [
    count(fresh.filter(({ healthy }) => healthy).length, 'new task serves', 'new tasks serve'),
    ...waiting(fresh),
    count(alive.filter((task) => !ours(task)).length, 'old one serves', 'old ones serve'),
    count(picture.tasks.filter((task) => ours(task) && hasFailed(task)).length, 'failed', 'failed'),
  ].filter(Boolean);
  if (picture.desired === 0) return 'asleep, so nothing is rolled out';
  return parts.length > 0 ? parts.join(', ') : 'no task yet';
}

function waiting(fresh: readonly SeenTask[]): string[] {
  const starting = fresh.filter(({ status }) => status !== 'RUNNING').length;
  const unproven = fresh.filter(({ status, healthy }) => status === 'RUNNING' && !healthy).length;
  return [
    count(starting, 'new task starts', 'new tasks start'),
    count(unproven, 'new task is being checked', 'new tasks are being checked'),
  ];
}

/** It ended by itself, or ECS ended it as it was not healthy; nobody wanted it to stop. */
function hasFailed({ stopCode, stopped }: SeenTask): boolean {
  if (stopCode === 'TaskFailedToStart' || stopCode === 'EssentialContainerExited') return true;
  return stopCode === 'ServiceSchedulerInitiated' && /^Task failed /.test(stopped ?? '');
}

const count = (number: number, one: string, more: string) =>
  number === 0 ? '' : `${number} ${number === 1 ? one : more}`;
