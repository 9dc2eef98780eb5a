import { sayDuration } from '@bookmark-manager/schedule';
import { SERVICES, type Service } from '../../names.ts';
import { type Check, defineCheck, fault, note, ok, waits, worst } from '../check.ts';
import { starts } from './starts.ts';

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
      const rolledBack = /rolling back/.test(why);
      if (rolledBack && state === 'COMPLETED')
        return note(`The last deployment of ${service} failed; the one before runs again.`, why, 'staging tasks');
      if (state === 'FAILED' || rolledBack)
        return fault(`The last deployment of ${service} failed and is rolled back.`, why, 'staging tasks');
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
