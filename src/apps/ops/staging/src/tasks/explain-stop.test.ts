import { describe, expect, it } from 'vitest';
import { explainStop, type Stop } from './explain-stop.ts';

const stop = (reason: string, more: Partial<Stop> & { exitCode?: number; container?: string } = {}): Stop => ({
  family: 'api',
  code: 'TaskFailedToStart',
  reason,
  containers: [{ name: 'api', reason: more.container ?? null, exitCode: more.exitCode ?? null }],
  ...more,
});
const exited = (exitCode: number, more: Partial<Stop> = {}) =>
  stop('Essential container in task exited', { code: 'EssentialContainerExited', exitCode, ...more });

const SSM = 'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed';

describe('A stop that is a fault is told with what to type next', () => {
  it.each<[Stop, RegExp, string]>([
    [
      stop(
        'CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref x: x: not found',
      ),
      /not in the repository/,
      'staging deploy api',
    ],
    [
      stop("CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux/arm64'", {
        family: 'web',
      }),
      /another processor/,
      'staging deploy web',
    ],
    [
      exited(1, { containers: [{ name: 'api', reason: 'exec /usr/local/bin/node: exec format error', exitCode: 1 }] }),
      /another processor/,
      'staging deploy api',
    ],
    [
      stop('CannotPullContainerError: ref pull has been retried 5 time(s): dial tcp 3.112.1.1:443: i/o timeout'),
      /cannot reach AWS/,
      'staging doctor',
    ],
    [stop('CannotPullContainerError: pull access denied for x'), /may not pull/, 'staging up'],
    [stop('CannotPullContainerError: write /var/lib: no space left on device'), /disk/, 'staging deploy api'],
    [
      stop('CannotPullContainerError: toomanyrequests: You have reached your pull rate limit'),
      /so often/,
      'staging deploy api',
    ],
    [stop('CannotPullContainerError: something else'), /could not be pulled/, 'staging doctor'],
    [
      stop(
        `${SSM}: unable to retrieve secrets from ssm: service call has been retried 1 time(s): invalid ssm parameters: /bookmark-manager/staging/MONGODB_URI`,
      ),
      /not there: MONGODB_URI\./,
      'staging secrets set MONGODB_URI',
    ],
    [
      stop(`${SSM}: unable to retrieve secrets from ssm: AccessDeniedException: no`),
      /may not read its secrets/,
      'staging up',
    ],
    [
      stop(`${SSM}: RequestCanceled: request context canceled, context deadline exceeded`),
      /cannot reach AWS/,
      'staging doctor',
    ],
    [stop(`${SSM}: unable to retrieve secrets from ssm: oh`), /Its secrets/, 'staging doctor'],
    [
      stop(
        'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist.',
      ),
      /log group/,
      'staging up',
    ],
    [stop("ECS was unable to assume the role 'arn:aws:iam::1:role/x'"), /role/, 'staging up'],
    [
      exited(137, {
        containers: [{ name: 'api', reason: 'OutOfMemoryError: Container killed due to memory usage', exitCode: 137 }],
      }),
      /more memory/,
      'staging logs api --since 1h',
    ],
    [
      stop('CannotStartContainerError: exec: "node": executable file not found in $PATH'),
      /not in its image/,
      'staging deploy api',
    ],
    [
      stop('Task failed container health checks', { code: 'ServiceSchedulerInitiated' }),
      /own health check/,
      'staging logs api --since 1h',
    ],
    [
      stop('Task failed ELB health checks in (target-group arn:x)', {
        code: 'ServiceSchedulerInitiated',
        family: 'web',
      }),
      /load balancer/,
      'staging logs web --since 1h',
    ],
    [stop('Capacity is unavailable at this time. Please try again later'), /no room/, 'staging status'],
    [stop('Timeout waiting for network interface provisioning to complete.'), /network address/, 'staging status'],
    [stop('CannotStartContainerError: oh'), /could not start/, 'staging logs api --since 1h'],
    [exited(1), /error of its own \(exit code 1\)/, 'staging logs api --since 1h'],
    [exited(0), /ended by itself/, 'staging logs api --since 1h'],
    [exited(137), /was killed/, 'staging logs api --since 1h'],
    [exited(139), /segmentation/, 'staging logs api --since 1h'],
    [exited(255), /another processor/, 'staging logs api --since 1h'],
    [exited(1, { family: 'migrate' }), /error of its own/, 'staging logs api --since 1h'],
    [stop('Something new'), /^Something new$/, 'staging logs api --since 1h'],
  ])('%#: %o', (given, text, next) => {
    expect(explainStop(given)).toEqual({ fault: true, text: expect.stringMatching(text), next });
  });
});

describe('A stop that is none says so', () => {
  it.each<[Stop, RegExp]>([
    [stop('Scaling activity initiated by (deployment ecs-svc/1)', { code: 'ServiceSchedulerInitiated' }), /not needed/],
    [
      stop('Scaling activity initiated by (deployment ecs-svc/1)', {
        code: 'ServiceSchedulerInitiated',
        exitCode: 137,
      }),
      /not needed/,
    ],
    [stop('Task stopped by user', { code: 'UserInitiated' }), /Somebody/],
    [stop('Your Spot Task was interrupted.', { code: 'SpotInterruption' }), /spare capacity/],
    [
      stop('ECS is performing maintenance on the underlying infrastructure hosting the task.', {
        code: 'TerminationNotice',
      }),
      /renewed/,
    ],
    [stop('The rehearsal ended while the task was running', { code: 'TerminationNotice' }), /rehearsal ended/],
    [exited(0, { family: 'migrate' }), /did its work/],
    [exited(143), /asked to end/],
  ])('%#: %o', (given, text) => {
    expect(explainStop(given)).toEqual({ fault: false, text: expect.stringMatching(text), next: null });
  });
});
