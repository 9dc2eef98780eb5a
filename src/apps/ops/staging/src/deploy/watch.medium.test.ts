import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, it } from 'vitest';
import { type FakeAnswer, fakeAws, fakeIo } from '../testing.ts';
import { watch } from './watch.ts';

type Seen = { taskDefinition: string; rolloutState?: string; rolloutStateReason?: string };
const service = (deployment: Seen, events: string[] = []): FakeAnswer => ({
  json: {
    services: [
      {
        status: 'ACTIVE',
        desiredCount: 1,
        deployments: [{ id: deployment.taskDefinition, status: 'PRIMARY', ...deployment }],
        events: events.map((message, index) => ({ id: String(index), message: `(service web) ${message}` })),
      },
    ],
  },
});
const old = (rolloutStateReason = '') =>
  service({ taskDefinition: 'web:7', rolloutState: 'COMPLETED', rolloutStateReason });
const ours = service({ taskDefinition: 'web:8', rolloutState: 'IN_PROGRESS' });
const done = service({ taskDefinition: 'web:8', rolloutState: 'COMPLETED' });

/** Watches while ECS answers these, one after the other, and then the last one. */
async function watched(...answers: FakeAnswer[]) {
  const left = [...answers];
  await using aws = await fakeAws({
    DescribeServices: () => (left.length > 1 ? left.shift() : left[0]) ?? ours,
    ListTasks: { json: { taskArns: [] } },
  });
  const io = fakeIo();
  const clients = { ecs: new ECSClient(aws.clientOptions), elb: new ElasticLoadBalancingV2Client(aws.clientOptions) };
  const isOurs = ({ taskDefinition }: { taskDefinition: string }) => taskDefinition === 'web:8';
  const { verdict } = await watch({ clients, service: 'web', ours: isOurs, io, everyMs: 1 });
  return { verdict, said: io.stderr };
}

it.each<[string, string, FakeAnswer[]]>([
  ['goes on until it is done', 'done', [ours, ours, done]],
  ['is not mistaken where ECS still answers as before', 'done', [old(), old(), ours, done]],
  ['is not mistaken for one that was rolled back before', 'done', [old('rolling back to deploymentId 1'), ours, done]],
  ['is over when it was seen and then rolled back', 'failed', [ours, old('rolling back to deploymentId 1')]],
  ['is over when another one stays in its place', 'overtaken', [old()]],
])('a deployment %s', async (_, verdict, answers) => {
  expect((await watched(...answers)).verdict).toBe(verdict);
});

it('each change is said once, and of what ECS says only what is new and bad', async () => {
  const room = 'was unable to place a task. Reason: Capacity is unavailable at this time.';
  const later = service({ taskDefinition: 'web:8', rolloutState: 'IN_PROGRESS' }, ['has started 1 tasks', room]);
  expect((await watched(ours, ours, later, later, done)).said).toEqual(['  web: no task yet', `  web: ${room}`]);
});
