import { DescribeTasksCommand, type ECSClient, ListTasksCommand, type Task } from '@aws-sdk/client-ecs';
import { StagingError } from '../errors.ts';
import { CLUSTER, type Service, serviceName } from '../names.ts';

/** A task of a service that runs and can be looked into: the newest, or the one whose id begins so. @throws StagingError when there is none */
export async function findTask(ecs: ECSClient, service: Service, id: string | undefined): Promise<string> {
  const name = serviceName(service);
  const { taskArns = [] } = await ecs.send(new ListTasksCommand({ cluster: CLUSTER, serviceName: name }));
  const { tasks = [] } =
    taskArns.length === 0 ? {} : await ecs.send(new DescribeTasksCommand({ cluster: CLUSTER, tasks: taskArns }));
  const running = tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING');
  const wanted = running.filter(({ taskArn = '' }) => id === undefined || lastOf(taskArn).startsWith(id));
  const [newest] = wanted.toSorted((one, other) => startedMs(other) - startedMs(one));
  if (newest?.taskArn === undefined) {
    const what = id === undefined ? `No task of ${service} runs` : `No task of ${service} that runs begins with ${id}`;
    throw new StagingError(`${what}.`, { hint: running.length > 0 ? 'staging tasks' : 'Wake it: staging start' });
  }
  const agent = newest.containers?.[0]?.managedAgents?.find(({ name }) => name === 'ExecuteCommandAgent');
  if (agent?.lastStatus !== 'RUNNING') {
    throw new StagingError(
      `The task ${lastOf(newest.taskArn)} cannot be looked into: ${agent?.reason ?? 'its agent does not run'}.`,
      {
        hint: 'One that has just started needs a moment; an old one was started without: staging tasks',
      },
    );
  }
  return newest.taskArn;
}

const startedMs = ({ startedAt }: Task) => startedAt?.getTime() ?? 0;
const lastOf = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);
