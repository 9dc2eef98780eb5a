import type { Desired } from '../condition.ts';
import { sayDuration } from '../time/say.ts';
import { MINUTE_MS } from '../time/tokyo.ts';
import type { Memory } from './memory.ts';
import type { Observed } from './observed.ts';
import { MOST_FAILED_STARTS, obstacles, waitingFor } from './obstacles.ts';

/** Something that people are to be told, once: `key` tells it from others. */
export type Trouble = { key: string; text: string };

/** What AWS answered to an action that failed. */
export type Failure = { action: string; error: string };

/** On its way longer than this, it does not arrive by itself. */
export const CONVERGES_WITHIN_MS = 30 * MINUTE_MS;
export const NOT_CONVERGING = 'not-converging';

/** AWS has no room: by the API's error codes, RDS's first. */
const NO_CAPACITY = /InsufficientDBInstanceCapacity|InsufficientCapacity|Capacity is unavailable/;

/** What is wrong now and worth a message. */
export function troublesOf(
  world: { target: Desired; observed: Observed; failures: readonly Failure[]; memory: Memory },
  now: Date,
): Trouble[] {
  const { observed, failures, memory } = world;
  const noRoom = failures.filter(({ error }) => NO_CAPACITY.test(error));
  const unplaced = observed.services.filter((service) => service.unplaced);
  return [
    ...noRoom.map(({ action, error }) => ({
      key: `capacity-${action.replaceAll(/[^a-z]+/gi, '-').toLowerCase()}`,
      text: `AWS has no capacity now to ${action} (${error}). It is tried again every minute.`,
    })),
    ...unplaced.map(({ name }) => ({
      key: `capacity-${name}`,
      text: `AWS has no capacity now for a task of ${name}. ECS goes on trying.`,
    })),
    ...Object.keys(memory.gaveUp).map((name) => ({
      key: `failed-start-${name}`,
      text: `${name} failed to start ${MOST_FAILED_STARTS} times and is set back to 0. See why: staging tasks; staging logs ${name}. Then deploy another image, or try again: staging start.`,
    })),
    ...notConverging(world, now),
  ];
}

function notConverging(
  {
    target,
    observed,
    failures,
    memory,
  }: { target: Desired; observed: Observed; failures: readonly Failure[]; memory: Memory },
  now: Date,
): Trouble[] {
  const lasts = memory.unsettledSince === null ? 0 : now.getTime() - memory.unsettledSince.getTime();
  if (lasts < CONVERGES_WITHIN_MS) return [];
  const causes = [
    ...failures.map(({ action, error }) => `${action}: ${error}`),
    ...(target.condition === 'awake' ? [...obstacles(observed).map(({ text }) => text), ...waitingFor(observed)] : []),
    ...(target.condition === 'asleep' && observed.database ? [`the database is ${observed.database.status}`] : []),
  ];
  const because = causes.length > 0 ? `: ${causes.join('; ')}` : '';
  const text = `The environment is to be ${target.condition} (${target.because.text}) and is not, after ${sayDuration(lasts)}${because}.`;
  return [{ key: NOT_CONVERGING, text }];
}
