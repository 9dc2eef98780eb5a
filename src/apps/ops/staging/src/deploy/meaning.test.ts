import { describe, expect, it } from 'vitest';
import { failedTask, meaningOf, type Verdict } from './meaning.ts';
import type { Picture, SeenDeployment, SeenTask } from './picture.ts';
import { aTask } from './testing.ts';

const ours = ({ taskDefinition }: { taskDefinition: string }) => taskDefinition === 'web:8';
const fresh = (fields: Partial<SeenTask> = {}) => aTask({ id: 'new', taskDefinition: 'web:8', ...fields });
const old = aTask({ id: 'old', taskDefinition: 'web:7', healthy: true });
const starting = fresh({ status: 'PENDING' });
const serving = fresh({ healthy: true });
const crashed = fresh({ status: 'STOPPED', wanted: false, stopCode: 'EssentialContainerExited' });

const deployment = (fields: Partial<SeenDeployment> = {}): SeenDeployment => ({
  id: 'ecs-svc/8',
  primary: true,
  taskDefinition: 'web:8',
  rollout: 'IN_PROGRESS',
  reason: '',
  failed: 0,
  ...fields,
});
const before = (fields: Partial<SeenDeployment> = {}) =>
  deployment({ id: 'ecs-svc/7', primary: false, taskDefinition: 'web:7', rollout: 'COMPLETED', ...fields });
const picture = (deployments: SeenDeployment[], tasks: SeenTask[] = [], desired = 1): Picture => ({
  desired,
  deployments,
  tasks,
  events: [],
});
const back = before({
  primary: true,
  reason: 'ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/7.',
});

describe('a deployment', () => {
  it.each<[string, Picture, Verdict, string]>([
    ['that has just begun', picture([deployment(), before()], [old]), 'going on', '1 old one serves'],
    [
      'whose first task starts',
      picture([deployment(), before()], [starting, old]),
      'going on',
      '1 new task starts, 1 old one serves',
    ],
    [
      'whose task runs and is not healthy yet',
      picture([deployment(), before()], [fresh(), old]),
      'going on',
      '1 new task is being checked, 1 old one serves',
    ],
    [
      'that serves beside the old one',
      picture([deployment(), before()], [serving, old]),
      'going on',
      '1 new task serves, 1 old one serves',
    ],
    ['that is completed', picture([deployment({ rollout: 'COMPLETED' })], [serving]), 'done', '1 new task serves'],
    [
      'whose first task crashed',
      picture([deployment({ failed: 1 }), before()], [crashed, starting, old]),
      'going on',
      '1 new task starts, 1 old one serves, 1 failed',
    ],
    [
      'that is being rolled back',
      picture([back, deployment({ primary: false, rollout: 'FAILED' })], [crashed, old]),
      'failed',
      '1 old one serves, 1 failed',
    ],
    ['that was rolled back and is forgotten', picture([back], [crashed, old]), 'failed', '1 old one serves, 1 failed'],
    [
      'that failed and had nowhere to go back to',
      picture([deployment({ rollout: 'FAILED' })], [crashed]),
      'failed',
      '1 failed',
    ],
    [
      'that another one replaced',
      picture([before({ primary: true, taskDefinition: 'web:9' })], [old]),
      'overtaken',
      '1 old one serves',
    ],
    ['of a service that sleeps', picture([deployment()], [], 0), 'done', 'asleep, so nothing is rolled out'],
    ['without any task yet', picture([deployment()]), 'going on', 'no task yet'],
    [
      'of two tasks',
      picture([deployment(), before()], [serving, serving, starting, old, old], 2),
      'going on',
      '2 new tasks serve, 1 new task starts, 2 old ones serve',
    ],
  ])('%s', (_, seen, verdict, line) => {
    expect(meaningOf(seen, ours)).toEqual({ verdict, line });
  });
});

describe('the task that says why', () => {
  const at = (second: number) => new Date(Date.UTC(2026, 11, 1, 3, 0, second));
  const ended = (id: string, second: number, fields: Partial<SeenTask> = {}) =>
    fresh({
      id,
      status: 'STOPPED',
      wanted: false,
      stopCode: 'EssentialContainerExited',
      stoppedAt: at(second),
      ...fields,
    });

  it.each<[string, SeenTask[], string | undefined]>([
    ['is the one that stopped last', [ended('b', 9), ended('a', 1)], 'b'],
    ['is one that could not be started, too', [ended('a', 1, { stopCode: 'TaskFailedToStart' })], 'a'],
    [
      'is one that ECS stopped as it did not answer',
      [ended('a', 1, { stopCode: 'ServiceSchedulerInitiated', stopped: 'Task failed container health checks' })],
      'a',
    ],
    ['is one that is about to stop', [ended('a', 1), ended('b', 0, { stoppedAt: null })], 'b'],
    [
      'is none that was not needed any more',
      [
        ended('a', 1, {
          stopCode: 'ServiceSchedulerInitiated',
          stopped: 'Scaling activity initiated by (deployment x)',
        }),
      ],
      undefined,
    ],
    ['is none of another deployment', [ended('a', 1, { taskDefinition: 'web:7' })], undefined],
    ['is none that runs', [serving], undefined],
  ])('%s', (_, tasks, id) => {
    expect(failedTask(picture([deployment()], tasks), ours)?.id).toBe(id);
  });
});
