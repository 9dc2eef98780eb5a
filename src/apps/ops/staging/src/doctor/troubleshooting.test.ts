import { describe } from 'vitest';
import { type Explained, explainStop, type Stop } from '../tasks/explain-stop.ts';
import { definition, HEALTHY, minutesAgo, task } from './testing.ts';
import { type Change, namesFaults, services, WELL } from './testing-faults.ts';

const { api, database } = WELL;

/** Tasks of the API that stopped as ECS tells it, one each three minutes, and none that runs. */
const stopped = (count: number, reason: string, more: Partial<Stop> = {}): Change => {
  const stop: Stop = { family: 'api', code: 'TaskFailedToStart', reason, containers: [], ...more };
  const explained: Explained = explainStop(stop);
  const tasks = Array.from({ length: count }, (_, index) =>
    task({
      id: String(index).repeat(32),
      status: 'STOPPED',
      health: null,
      createdAt: minutesAgo(index * 3 + 3).toISOString(),
      stoppedAt: minutesAgo(index * 3 + 2).toISOString(),
      why: reason,
      explained,
    }),
  );
  return (facts) => ({ tasks, ...services({ api: { ...api, running: 0 } })(facts) });
};
const exited = (exitCode: number, reason: string | null = null): Partial<Stop> => ({
  code: 'EssentialContainerExited',
  containers: [{ name: 'api', reason, exitCode }],
});
const EXITED = 'Essential container in task exited';
const UNHEALTHY = 'Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:x)';
const zip = { bytes: 0, isZip: false, sha256: '' };

/** The specification's own list of troubles, fault by fault: each is made, and doctor has to name it. */
describe('Of a function that cannot be deployed', () => {
  namesFaults([
    [
      'the zip is empty',
      () => ({ bundles: [{ of: 'scheduler', file: 'x.zip', zip, newerSource: null }] }),
      'lambda.scheduler.bundle',
      /"must be a non-empty zip"/,
      /build_lambdas/,
    ],
    [
      'the source was zipped, not its bundle',
      ({ functions }) => ({
        functions: { ...functions, scheduler: functions.scheduler && { ...functions.scheduler, bytes: 1500 } },
      }),
      'lambda.scheduler',
      /without its code/,
      /staging up/,
    ],
  ]);
});

describe('Of tasks that start again and again', () => {
  namesFaults([
    [
      'their health check fails',
      stopped(4, UNHEALTHY, { code: 'ServiceSchedulerInitiated' }),
      'starts.api',
      /again and again .*USD .* an hour.*load balancer/,
      /staging logs api/,
    ],
    [
      'they start more slowly than the grace lasts',
      stopped(4, 'Task failed container health checks', { code: 'ServiceSchedulerInitiated' }),
      'starts.api',
      /again and again .*own health check/,
      /staging logs api/,
    ],
    [
      'they need more memory',
      stopped(4, EXITED, exited(137, 'OutOfMemoryError: Container killed due to memory usage')),
      'starts.api',
      /again and again .*more memory/,
      /staging logs api/,
    ],
    [
      'the deployment was given up',
      services({
        api: {
          ...api,
          rollout: { state: 'FAILED', why: 'ECS deployment circuit breaker: tasks failed to start.', failed: 3 },
        },
      }),
      'rollout.api',
      /failed and is rolled back/,
      /staging tasks/,
    ],
  ]);
});

describe('Of a task that does not start', () => {
  namesFaults([
    [
      'its task definition names a secret that is not there',
      services({ api: { ...api, definition: definition('api', ['MONGODB_URI']) } }),
      'secrets.present',
      /MONGODB_URI is not there/,
      /secrets set/,
    ],
    [
      'its program ends with an error',
      stopped(1, EXITED, exited(1)),
      'starts.api',
      /error of its own \(exit code 1\)/,
      /staging logs api/,
    ],
    [
      'no security group lets it out',
      ({ groups }) => ({ groups: { ...groups, ...(groups.api ? { api: { ...groups.api, egress: [] } } : {}) } }),
      'security-group.outbound',
      /no HTTPS out/,
      /staging up/,
    ],
    [
      'it cannot reach ECR',
      stopped(1, 'CannotPullContainerError: ref pull has been retried 5 time(s): dial tcp: i/o timeout'),
      'starts.api',
      /cannot reach AWS/,
      /staging doctor/,
    ],
    [
      'its image is not there',
      stopped(1, 'CannotPullContainerError: x: not found'),
      'starts.api',
      /not in the repository/,
      /staging deploy api/,
    ],
    [
      'its image is for another processor',
      stopped(1, EXITED, exited(1, 'exec /usr/local/bin/node: exec format error')),
      'starts.api',
      /another processor/,
      /staging deploy api/,
    ],
    [
      'AWS has no CPU or memory for it',
      stopped(1, 'Capacity is unavailable at this time. Please try again later'),
      'starts.api',
      /no room/,
      /staging status/,
    ],
    [
      'ECS Exec is off, so there is no tunnel',
      services({ api: { ...api, exec: false } }),
      'exec',
      /no tunnel/,
      /staging up/,
    ],
  ]);
});

describe('Of a database that nobody reaches', () => {
  namesFaults([
    [
      'no security group lets the API in',
      ({ groups }) => ({ groups: { ...groups, database: { id: 'sg-database', ingress: [], egress: [] } } }),
      'security-group.api-database',
      /does not reach the database/,
      /staging up/,
    ],
    [
      'DATABASE_URL names another host',
      ({ secrets }) => ({ secrets: { ...secrets, databaseHosts: { DATABASE_URL: 'localhost' } } }),
      'secrets.database-host',
      /another host/,
      /secrets set DATABASE_URL/,
    ],
    [
      'its password is another one',
      () => ({ told: [{ service: 'api', at: minutesAgo(1), message: '{"message":"database away","code":"28P01"}' }] }),
      'database.reached',
      /DATABASE_URL is wrong/,
      /staging logs api/,
    ],
    [
      'it is not up',
      () => ({ database: { ...database, status: 'stopped' } }),
      'database.status',
      /stopped although/,
      /staging start/,
    ],
  ]);
});

describe('Of Terragrunt', () => {
  namesFaults([
    [
      'its cache is damaged',
      () => ({ caches: [{ folder: '/x', damage: '.terraform/terraform.tfstate cannot be read' }] }),
      'cache',
      /damaged/,
      /staging clean/,
    ],
    [
      'one unit was never applied, so others find no output of it',
      ({ network }) => ({ network: { ...network, vpcId: null } }),
      'applied',
      /of network/,
      /staging up/,
    ],
    [
      'it is of before version 1',
      () => ({ machine: { ...HEALTHY.machine, terragrunt: { path: '/x', version: '0.68.1' } } }),
      'tools.terragrunt',
      /too old/,
      /mise/,
    ],
  ]);
});
