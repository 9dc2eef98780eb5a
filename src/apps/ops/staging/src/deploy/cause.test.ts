import { expect, it } from 'vitest';
import { causeOf } from './cause.ts';
import type { SeenTask } from './picture.ts';
import { aTask } from './testing.ts';

const exited = (exitCode: number, reason: string | null = null) => [{ name: 'web', exitCode, reason }];

it.each<[string, Partial<SeenTask>, string, string]>([
  [
    'a crash',
    { stopped: 'Essential container in task exited', containers: exited(1) },
    'the program web ended with an error of its own (exit code 1) (Essential container in task exited; web exited with 1)',
    'staging logs web',
  ],
  [
    'a missing secret',
    {
      stopped:
        'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s): invalid ssm parameters: /bookmark-manager/staging/MONGODB_URI',
    },
    'a secret that it needs is not there: MONGODB_URI (',
    'staging secrets set MONGODB_URI',
  ],
  [
    'another architecture',
    { stopped: "CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux/arm64'" },
    'its image was built for another processor than the task has (',
    'staging deploy web',
  ],
  [
    'an image that is not there',
    { stopped: 'CannotPullContainerError: pull image manifest has been retried 1 time(s): …: not found' },
    'its image is not in the repository: it was never pushed, or it was deleted (',
    'staging deploy web',
  ],
  [
    'too little memory',
    {
      stopped: 'Essential container in task exited',
      containers: exited(137, 'OutOfMemoryError: Container killed due to memory usage'),
    },
    'it needed more memory than it has, and was killed (',
    'staging logs web',
  ],
  [
    'a wrong answer',
    {
      stopped: 'Task failed ELB health checks in (target-group arn)',
      target: 'Health checks failed with these codes: [500]',
    },
    'it ran, and did not answer the load balancer: its health check found it dead (Task failed ELB health checks in (target-group arn); Health checks failed with these codes: [500])',
    'staging logs web',
  ],
  [
    'no answer',
    { stopped: 'Task failed container health checks' },
    'it ran, and did not answer its own health check (Task failed container health checks)',
    'staging logs web',
  ],
  ['what nobody foresaw', { stopped: 'Something new' }, 'Something new', 'staging logs web'],
])('%s is named', (_, fields, text, hint) => {
  const cause = causeOf(aTask(fields), 'web');
  expect(cause.text).toContain(text);
  expect(cause.hint).toContain(hint);
});

it('without a task says so', () => {
  expect(causeOf(undefined, 'api')).toEqual({ text: 'no task of it is left to say why', hint: 'staging logs api' });
});
