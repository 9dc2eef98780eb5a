import { HEALTHY, minutesAgo, NOW, task } from '../testing.ts';
import { type Change, makesNotes, namesFaults, services, WELL } from '../testing-faults.ts';

const { api, database } = WELL;
const failed =
  (count: number, text: string, next: string | null, why: string): Change =>
  () => ({
    tasks: Array.from({ length: count }, (_, index) =>
      task({
        id: `${index}`.repeat(32),
        status: 'STOPPED',
        createdAt: minutesAgo(index * 3 + 3).toISOString(),
        startedAt: null,
        stoppedAt: minutesAgo(index * 3 + 2).toISOString(),
        why,
        explained: { fault: true, text, next },
      }),
    ),
    ...services({ api: { ...api, running: 0 } })(HEALTHY),
  });
const told =
  (message: string, minutes = 1): Change =>
  () => ({ told: [{ service: 'api', at: minutesAgo(minutes), message }] });

namesFaults([
  [
    'tasks that crash after a minute, seen while the next one still runs',
    (facts) => ({
      tasks: [
        task({ startedAt: minutesAgo(1).toISOString() }),
        ...(failed(4, 'It crashed.', 'staging logs api', 'x')(facts).tasks ?? []),
      ],
    }),
    'starts.api',
    /again and again \(4 tasks/,
    /staging logs api/,
  ],
  [
    'a stopped database',
    () => ({ database: { ...database, status: 'stopped' } }),
    'database.status',
    /stopped although/,
    /staging start/,
  ],
  [
    'a full database',
    () => ({ database: { ...database, status: 'storage-full' } }),
    'database.status',
    /storage-full/,
    /RDS console/,
  ],
  [
    'a public database',
    () => ({ database: { ...database, publiclyAccessible: true } }),
    'database.private',
    /from the internet/,
    /staging up/,
  ],
  [
    'a database without backups',
    () => ({ database: { ...database, backupDays: 0 } }),
    'database.backup',
    /never backed up/,
    /staging up/,
  ],
  [
    'a backup window at night',
    () => ({ database: { ...database, backupWindow: '18:00-18:30' } }),
    'database.backup',
    /sleeps in its backup/,
    /rds\.tf/,
  ],
  [
    'a maintenance window on a Sunday',
    () => ({ database: { ...database, maintenanceWindow: 'sun:04:00-sun:04:30' } }),
    'database.backup',
    /sleeps in its backup/,
    /rds\.tf/,
  ],
  [
    'a wrong password',
    told('{"level":"warn","message":"database away","code":"28P01"}'),
    'database.reached',
    /refuses user or password/,
    /staging logs api/,
  ],
  [
    'a database that nobody lets through to',
    told('{"level":"warn","message":"database away","code":"ETIMEDOUT"}'),
    'database.reached',
    /nothing answers/,
    /staging logs api/,
  ],
  [
    'a missing table',
    told('{"level":"error","message":"request failed","code":"P2021"}'),
    'database.reached',
    /table is missing/,
    /staging logs api/,
  ],
  [
    'a service that gave up',
    ({ deployed }) => ({
      deployed: { ...deployed, memory: { ...deployed.memory, gaveUp: { api: { image: null, at: NOW } } } },
    }),
    'condition',
    /api did not start three times/,
    /staging tasks/,
  ],
  [
    'one that does not converge',
    ({ deployed }) => ({ deployed: { ...deployed, memory: { ...deployed.memory, unsettledSince: minutesAgo(40) } } }),
    'condition',
    /has not been for 40 min/,
    /staging logs scheduler/,
  ],
  [
    'a deployment that was rolled back',
    services({
      api: {
        ...api,
        rollout: {
          state: 'IN_PROGRESS',
          why: 'ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.',
          failed: 3,
        },
      },
    }),
    'rollout.api',
    /rolled back/,
    /staging tasks/,
  ],
  [
    'a task that does not start',
    failed(
      1,
      'A secret that it needs is not there: MONGODB_URI.',
      'staging secrets set MONGODB_URI',
      'invalid ssm parameters',
    ),
    'starts.api',
    /A task of api failed: A secret/,
    /secrets set MONGODB_URI/,
  ],
  [
    'a loop of restarts',
    failed(5, 'It needed more memory than it has, and was killed.', 'staging logs api --since 1h', 'OutOfMemoryError'),
    'starts.api',
    /again and again \(5 tasks in the last hour, USD 0\.\d+ an hour\): It needed more memory/,
    /staging logs api/,
  ],
  [
    'no room at AWS',
    services({
      api: {
        ...api,
        running: 0,
        events: [
          {
            at: minutesAgo(2),
            message: '(service x) was unable to place a task. Reason: Capacity is unavailable at this time.',
          },
        ],
      },
    }),
    'starts.api',
    /no room/,
    /staging events api/,
  ],
  ['ECS Exec off', services({ api: { ...api, exec: false } }), 'exec', /ECS Exec is off for api/, /staging up/],
  [
    'an agent that died',
    () => ({ tasks: [task({ exec: 'STOPPED' })] }),
    'exec',
    /agent of ECS Exec does not run/,
    /staging deploy/,
  ],
]);

makesNotes([
  [
    'a deployment that was rolled back, and what was before runs again',
    services({
      api: {
        ...api,
        rollout: { state: 'COMPLETED', why: 'ECS deployment circuit breaker: rolling back to x.', failed: 0 },
      },
    }),
    'rollout.api',
    /the one before runs again/,
  ],
  [
    'a database that starts',
    () => ({ database: { ...database, status: 'starting' } }),
    'database.status',
    /serves soon/,
  ],
  ['trouble that is over', told('"database away","code":"ECONNREFUSED"', 8), 'database.reached', /8 min ago/],
  [
    'a deployment that failed while the tasks before it ran on',
    (facts) => ({
      tasks: [task({}), ...(failed(4, 'It crashed.', null, 'x')(facts).tasks ?? [])],
    }),
    'starts.api',
    /4 tasks of api failed.*Another has run since Tue 1 Dec 10:21/,
  ],
  [
    'a task that failed, and one that was started long after',
    (facts) => ({
      tasks: [
        task({ startedAt: minutesAgo(1).toISOString() }),
        ...(failed(1, 'It crashed.', null, 'x')(facts).tasks ?? []).map((one) => ({
          ...one,
          createdAt: minutesAgo(26).toISOString(),
          stoppedAt: minutesAgo(25).toISOString(),
        })),
      ],
    }),
    'starts.api',
    /A task of api failed.*Another has run since/,
  ],
]);
