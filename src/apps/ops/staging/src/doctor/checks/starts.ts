import { priceList, sayUsd } from '@bookmark-manager/prices';
import { say } from '@bookmark-manager/schedule';
import type { Service } from '../../names.ts';
import { awakeHour } from '../../price/awake-hour.ts';
import type { TaskRow } from '../../tasks/read.ts';
import { type Check, defineCheck, fault, note, ok, waits } from '../check.ts';
import { restartCost } from '../restart-cost.ts';

/** ECS remembers stopped tasks for about as long. */
const HOUR_MS = 3_600_000;
/** As many starts that failed in an hour are a loop. */
const LOOP = 3;

/** Tasks that failed in the last hour: what became of them, and what a loop of restarts costs. */
export function starts(service: Service): Check {
  return defineCheck(
    ['tasks', 'services', 'network', 'repositories', 'now'],
    ({ tasks, services, network, repositories, now }) => {
      const facts = services.of[service];
      if (facts === null) return waits(`${service} has no service yet`);
      const mine = tasks.filter(({ family }) => family === service);
      const failed = mine.filter(
        ({ explained, stoppedAt }) =>
          explained?.fault && stoppedAt !== null && now.getTime() - Date.parse(stoppedAt) < HOUR_MS,
      );
      const unplaced = facts.events.find(
        ({ at, message }) => now.getTime() - at.getTime() < HOUR_MS && /unable to place a task/.test(message),
      );
      const [last] = failed;
      if (last === undefined || last.explained === null) {
        if (unplaced && facts.running < facts.desired)
          return fault(
            `AWS has no room for a task of ${service} just now; it is tried again.`,
            unplaced.message,
            `staging events ${service}`,
          );
        return ok(`No task of ${service} failed in the last hour.`);
      }
      const { text, next } = last.explained;
      const since = steadySince(mine, failed, last, facts.rollout.state, now);
      const many = failed.length === 1 ? 'A task' : `${failed.length} tasks`;
      const evidence = `${last.id.slice(0, 12)} at ${say(new Date(last.stoppedAt ?? 0))}: ${last.why ?? ''}`;
      if (since !== null && facts.running >= facts.desired)
        return note(
          `${many} of ${service} failed in the last hour: ${text} Another has run since ${say(since)}.`,
          evidence,
          next,
        );
      if (facts.desired === 0) return note(`${many} of ${service} failed in the last hour: ${text}`, evidence, next);
      if (failed.length < LOOP)
        return fault(`${many} of ${service} failed: ${text}`, evidence, next ?? 'staging tasks');
      const cost = restartCost(
        failed,
        {
          taskHourMicroUsd: awakeHour(
            { services: [{ name: service, awakeCount: 1, task: facts.size }], database: null },
            priceList(),
          ).microUsd,
          pulledBytes:
            repositories[service]?.find(({ digest }) => facts.definition?.image.endsWith(digest))?.bytes ?? 0,
          throughNat: !facts.publicAddress && network.nats.length > 0,
        },
        priceList(),
        now,
      );
      return fault(
        `${service} starts and fails again and again (${failed.length} tasks in the last hour, ${sayUsd(cost.microUsdPerHour)} an hour): ${text}`,
        [evidence, cost.basis].join('; '),
        next ?? 'staging tasks',
      );
    },
  );
}

/** A task that has run so long, and longer than those that failed, is taken for one that stays. */
const STAYS_MS = 3 * 60_000;
/** ECS waits no longer than this before it tries again: when nothing failed for so long, it is over. */
const QUIET_MS = 15 * 60_000;

/** Since when one runs that stays: through the failures of a deployment that is over, or for longer than they lived. */
function steadySince(
  mine: readonly TaskRow[],
  failed: readonly TaskRow[],
  last: TaskRow,
  rollout: string,
  now: Date,
): Date | null {
  const lived = failed.map(
    ({ createdAt, stoppedAt }) => Date.parse(stoppedAt ?? '') - Date.parse(createdAt ?? '') || 0,
  );
  const longest = Math.max(STAYS_MS, 1.5 * Math.max(...lived));
  const quiet = now.getTime() - Date.parse(last.stoppedAt ?? '') > QUIET_MS;
  const up = mine.find(({ status, startedAt, health }) => {
    if (status !== 'RUNNING' || health === 'UNHEALTHY' || startedAt === null) return false;
    const through = startedAt < (last.stoppedAt ?? '') && rollout === 'COMPLETED';
    return through || quiet || now.getTime() - Date.parse(startedAt) > longest;
  });
  return up?.startedAt ? new Date(up.startedAt) : null;
}
