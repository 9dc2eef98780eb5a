import type { Instant, Service, Targets, Task } from '../types.ts';
import { complete, proveAndTrip, retire } from './deployments.ts';
import { type Judged, type Stop, scaling } from './judged.ts';
import { countStarts } from './starts.ts';
import { chooseStops } from './stops.ts';
import { judge } from './verdict.ts';

/** What to do for a service now: its next record, what there is to tell, tasks to stop, and how many to start. */
export type Decision = {
  service: Service;
  /** Messages of service events, oldest first, without `(service x) `. */
  told: string[];
  stops: Stop[];
  /** Tasks of the primary deployment to start now. */
  starts: number;
};

/**
 * ECS's service scheduler: rolls the primary deployment out between the minimum and the maximum percent, replaces what
 * fails, gives up a deployment that keeps failing, and says when the service is steady. Pure, and doing it twice with
 * the same world does nothing more. `ranMs`: how long a task has run at the machine's pace, where that is not the world's.
 */
export function reconcile(
  service: Service,
  tasks: readonly Task[],
  targetsOf: (task: Task) => Targets,
  now: Instant,
  ranMs: (task: Task) => number = (task) => now - (task.startedAt ?? now),
): Decision {
  const mine = tasks.filter((task) => task.serviceArn === service.arn && task.lastStatus !== 'STOPPED');
  if (service.status !== 'ACTIVE') return drain(service, mine);
  const verdicts = new Map(mine.map((task) => [task.id, judge(service, task, targetsOf(task), ranMs(task))]));
  const judged = (from: Service): Judged[] =>
    mine
      .filter((task) => task.desiredStatus === 'RUNNING')
      .map((task) => ({
        task,
        verdict: verdicts.get(task.id) ?? { kind: 'waiting' },
        fresh: task.startedBy === from.deployments[0]?.id,
      }));
  const tried = proveAndTrip(service, judged(service), now);
  const alive = judged(tried.service);
  const stops = chooseStops(tried.service, alive, now);
  const stopped = new Set(stops.map(({ task }) => task.id));
  const left = alive.filter(({ task }) => !stopped.has(task.id));
  const starts = countStarts(tried.service, left, now);
  const done = complete(retire(tried.service, mine), mine, left, starts, now);
  return { service: done.service, told: [...tried.told, ...tellFailing(stops), ...done.told], stops, starts };
}

/** A deleted service stops all of its tasks and is gone with the last one. */
function drain(service: Service, mine: readonly Task[]): Decision {
  const stops = mine
    .filter((task) => task.desiredStatus === 'RUNNING')
    .map((task) => ({ task, ...scaling(service.deployments[0]?.id) }));
  const status = mine.length === 0 ? 'INACTIVE' : service.status;
  return { service: status === service.status ? service : { ...service, status }, told: [], stops, starts: 0 };
}

function tellFailing(stops: Decision['stops']): string[] {
  return stops.flatMap(({ task, reason }) => {
    if (reason.includes('container health')) return [`(task ${task.id}) failed container health checks.`];
    const group = /\(target-group ([^)]+)\)/.exec(reason)?.[1];
    if (!group) return [];
    const port = task.loadBalancers.find((one) => one.targetGroupArn === group)?.containerPort;
    return [
      `(task ${task.id}) (port ${port}) is unhealthy in (target-group ${group}) due to (reason Health checks failed).`,
    ];
  });
}
