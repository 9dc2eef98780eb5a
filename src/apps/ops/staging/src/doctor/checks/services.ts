import { priceList, sayUsd } from '@bookmark-manager/prices';
import { say, sayDuration } from '@bookmark-manager/schedule';
import { SERVICES, type Service } from '../../names.ts';
import { awakeHour } from '../../price/awake-hour.ts';
import { type Check, defineCheck, fault, note, ok, waits, worst } from '../check.ts';
import { restartCost } from '../restart-cost.ts';

const each = (family: string, check: (service: Service) => Check): Record<string, Check> =>
  Object.fromEntries(SERVICES.map((service) => [`${family}.${service}`, check(service)]));

/** The services as ECS runs them. */
export const serviceChecks: Readonly<Record<string, Check>> = {
  condition: defineCheck(['life', 'deployed', 'now'], ({ life: { status, remarks }, deployed: { memory }, now }) => {
    const gaveUp = Object.keys(memory.gaveUp);
    if (gaveUp.length > 0)
      return fault(
        `${gaveUp.join(' and ')} did not start three times and was set back to 0.`,
        remarks.waiting.join('; '),
        'staging tasks',
      );
    const since = memory.unsettledSince;
    const ms = since === null ? 0 : now.getTime() - since.getTime();
    if (ms > STUCK_MS)
      return fault(
        `It is to be ${remarks.wanted} and has not been for ${sayDuration(ms)}.`,
        remarks.waiting.join('; ') || status.condition,
        'staging logs scheduler --since 10m',
      );
    if (remarks.problems.length > 0)
      return note(`${remarks.problems.join('; ')}.`, 'leases and calendar', 'staging lease list');
    return ok(`It is ${status.condition}: ${status.because.text}.`, remarks.waiting.join('; '));
  }),
  ...each('rollout', (service) =>
    defineCheck(['services'], ({ services }) => {
      const facts = services.of[service];
      if (facts === null) return waits(`${service} has no service yet`);
      const { state, why, failed } = facts.rollout;
      if (state === 'FAILED' || /rolling back/.test(why))
        return fault(`The last deployment of ${service} failed and was rolled back.`, why, 'staging tasks');
      if (state === 'IN_PROGRESS' && facts.desired > 0)
        return note(
          `A deployment of ${service} is under way${failed > 0 ? `, ${failed} tasks of it failed` : ''}.`,
          why,
          `staging events ${service}`,
        );
      return ok(`No deployment of ${service} is under way.`, why);
    }),
  ),
  ...each('starts', starts),
  exec: defineCheck(['services', 'tasks', 'machine'], ({ services, tasks, machine }) => {
    const known = SERVICES.flatMap((name) => {
      const facts = services.of[name];
      return facts ? [{ name, facts }] : [];
    });
    if (known.length === 0) return waits('there are no services yet');
    const dead = tasks.filter(
      ({ status, exec }) => status === 'RUNNING' && exec !== null && !/^(?:RUNNING|PENDING)$/.test(exec),
    );
    return worst(
      [
        ...known
          .filter(({ facts }) => !facts.exec)
          .map(({ name }) =>
            fault(`ECS Exec is off for ${name}: no tunnel, no exec.`, 'enableExecuteCommand is false', 'staging up'),
          ),
        ...known
          .filter(({ facts }) => facts.definition?.readonlyRoot)
          .map(({ name }) =>
            fault(
              `The root of ${name}'s tasks is read-only: the agent of ECS Exec cannot start.`,
              'readonlyRootFilesystem',
              'staging up',
            ),
          ),
        ...dead.map(({ family, id, exec }) =>
          fault(`The agent of ECS Exec does not run in a task of ${family}.`, `${id}: ${exec}`, 'staging deploy api'),
        ),
        ...known
          .filter(({ facts }) => facts.definition && !facts.definition.init)
          .map(({ name }) =>
            note(
              `Tasks of ${name} have no init process: what ECS Exec leaves behind stays.`,
              'initProcessEnabled',
              'staging up',
            ),
          ),
      ],
      ok('ECS Exec is on.', machine.sessionManagerPlugin?.path ?? ''),
    );
  }),
};

/** Waking takes about five minutes with its database; fifteen are too many. */
const STUCK_MS = 15 * 60_000;
/** ECS remembers stopped tasks for about as long. */
const HOUR_MS = 3_600_000;
/** As many starts that failed in an hour are a loop. */
const LOOP = 3;

/** Tasks that failed in the last hour: what became of them, and what a loop of restarts costs. */
function starts(service: Service): Check {
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
      const since = mine.find(
        ({ status, startedAt, health }) =>
          status === 'RUNNING' && health !== 'UNHEALTHY' && startedAt !== null && startedAt > (last.stoppedAt ?? ''),
      )?.startedAt;
      const many = failed.length === 1 ? 'A task' : `${failed.length} tasks`;
      const evidence = `${last.id.slice(0, 12)} at ${say(new Date(last.stoppedAt ?? 0))}: ${last.why ?? ''}`;
      if (since && facts.running >= facts.desired)
        return note(
          `${many} of ${service} failed in the last hour: ${text} One has run since ${say(new Date(since))}.`,
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
