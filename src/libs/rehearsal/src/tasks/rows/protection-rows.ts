import type { Clock } from '../../clock/index.ts';
import type { Table } from '../../relay/types.ts';
import { answering, fault } from '../../relay/wire.ts';
import type { Scheduler } from '../scheduler.ts';
import type { Json, Task } from '../types.ts';
import { asker, clusterArn, lastOf } from './ask.ts';

const DEFAULT_MINUTES = 120;
const MOST_MINUTES = 2_880;
const MOST_AT_ONCE = 10;

/** Rows for the protection of tasks against being scaled in or replaced. */
export function protectionRows(scheduler: Scheduler, clock: Clock): Table {
  const shape = ({ arn, protectedUntil }: Task) => {
    const isProtected = protectedUntil !== undefined && protectedUntil > clock.now().getTime();
    return {
      taskArn: arn,
      protectionEnabled: isProtected,
      ...(isProtected && { expirationDate: protectedUntil / 1000 }),
    };
  };
  /** Of the tasks that are named: those of a service that run, and why the others are none. */
  const asked = (cluster: string, input: Json) => {
    const given = Array.isArray(input.tasks) ? input.tasks.map(String) : [];
    if (given.length === 0 || given.length > MOST_AT_ONCE)
      throw fault('InvalidParameterException', `tasks must name 1 to ${MOST_AT_ONCE} tasks.`);
    const all = given.map((one) => {
      const arn = `${cluster.replace(':cluster/', ':task/')}/${lastOf(one)}`;
      return { arn, task: scheduler.tasks.get(arn) };
    });
    const valid = all.flatMap(({ task }) => (task?.serviceArn && task.desiredStatus === 'RUNNING' ? [task] : []));
    const failures = all
      .filter(({ task }) => !task || !valid.includes(task))
      .map(({ arn, task }) => ({ arn, reason: task ? 'TASK_NOT_VALID' : 'MISSING' }));
    return { valid, failures };
  };

  return {
    'ecs:UpdateTaskProtection': answering<Json>(async (input, request, forward) => {
      const { protectionEnabled, expiresInMinutes = DEFAULT_MINUTES } = input;
      const minutes = Number(expiresInMinutes);
      if (!(minutes >= 1 && minutes <= MOST_MINUTES))
        throw fault('InvalidParameterException', `expiresInMinutes must be between 1 and ${MOST_MINUTES}.`);
      const { valid, failures } = asked(await clusterArn(asker(request, forward), input.cluster), input);
      for (const task of valid) {
        if (protectionEnabled === true) task.protectedUntil = clock.now().getTime() + minutes * 60_000;
        else delete task.protectedUntil;
        const service = scheduler.services.get(task.serviceArn ?? '');
        if (service) scheduler.put(service);
      }
      return { protectedTasks: valid.map(shape), failures };
    }),
    'ecs:GetTaskProtection': answering<Json>(async (input, request, forward) => {
      const { valid, failures } = asked(await clusterArn(asker(request, forward), input.cluster), input);
      return { protectedTasks: valid.map(shape), failures };
    }),
  };
}
