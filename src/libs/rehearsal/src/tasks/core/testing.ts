import { aService, aTask, GROUP } from '../testing.ts';
import type { Json, Service, Targets, Task } from '../types.ts';
import { updated } from './change.ts';
import { reconcile } from './reconcile.ts';

/** World time in the tables. */
export const NOW = 1_000_000;
let made = 0;

/** How a task is: by its target, or not serving yet or any more. */
export type State = 'healthy' | 'initial' | 'unhealthy' | 'pending' | 'stopping';

/** Tasks of a deployment in these states, the oldest first. */
export function tasksOf(service: Service, startedBy: string, ...states: State[]): { task: Task; state: State }[] {
  return states.map((state) => {
    made += 1;
    const lastStatus = state === 'pending' ? 'PENDING' : state === 'stopping' ? 'STOPPING' : 'RUNNING';
    const desiredStatus = state === 'stopping' ? 'STOPPED' : 'RUNNING';
    const task = aTask(service, { startedBy, lastStatus, desiredStatus, createdAt: made });
    return { task, state };
  });
}

/** The decision, with its stops as `<index of the task> <why>`. */
export function decide(service: Service, given: { task: Task; state: State }[], now = NOW) {
  const targets = (task: Task): Targets => {
    const state = given.find((one) => one.task.id === task.id)?.state;
    return state === 'healthy' || state === 'initial' || state === 'unhealthy'
      ? [{ targetGroupArn: GROUP, state }]
      : [];
  };
  const decision = reconcile(
    service,
    given.map(({ task }) => task),
    targets,
    now,
  );
  const stops = decision.stops.map(({ task, reason }) => {
    const index = given.findIndex((one) => one.task.id === task.id);
    return `${index} ${/^Scaling/.test(reason) ? 'scaling' : reason.replace(/ in \(.*/, '')}`;
  });
  return { ...decision, stops };
}

/** A service whose first deployment is completed, with a second one (`ecs-svc/2`) under way when asked for. */
export function service(input: Json = {}, rolling = false): Service {
  const first = aService({ desiredCount: 2, ...input });
  const primary = { ...(first.deployments[0] ?? fail()), rolloutState: 'COMPLETED' as const, proven: true };
  const done: Service = { ...first, deployments: [primary], completed: primary, steady: true };
  return rolling ? updated(done, { taskDefinition: 'web:2' }, 'ecs-svc/2', NOW) : done;
}

/** For what is always there. */
export function fail(): never {
  throw new Error('no deployment');
}

export const percent = (minimumHealthyPercent: number, maximumPercent: number) => ({
  deploymentConfiguration: { minimumHealthyPercent, maximumPercent },
});
