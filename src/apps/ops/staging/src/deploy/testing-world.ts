import type { Image } from '@bookmark-manager/schedule';
import type { Context } from '../command.ts';
import { type FakeAnswer, type FakeAws, fakeAws, fakeIo } from '../testing.ts';
import { createTools, type Tools } from './tools.ts';

const PARAMETERS = '/bookmark-manager/staging';
const ACCOUNT = 'arn:aws:ecs:ap-northeast-1:123456789012';
const stoppedTask = { taskArn: `${ACCOUNT}:task/cluster/dead`, lastStatus: 'STOPPED', desiredStatus: 'STOPPED' };

/** What becomes of the tasks of an image. */
export type Fate = 'serves' | 'crashes' | 'starts';

export type FakeWorld = AsyncDisposable & {
  aws: FakeAws;
  tools: Tools;
  io: ReturnType<typeof fakeIo>;
  parameters: Map<string, string>;
  /** What web's tasks are of. */
  image(): string | undefined;
  /** How often compute was applied. */
  applies: number;
  interrupt(): void;
};

/** Web on a small AWS of values: an apply rolls out what its parameter says, and the fate of an image is given. */
export async function fakeWorld(options: {
  desired?: number;
  deployed?: Image;
  fates?: Record<string, Fate>;
  answers?: Record<string, FakeAnswer>;
  onApply?: () => void;
}): Promise<FakeWorld> {
  const { desired = 1, deployed, fates = {}, answers = {} } = options;
  const parameters = new Map<string, string>();
  if (deployed) parameters.set(`${PARAMETERS}/images/web`, JSON.stringify(deployed));
  const revisions = [{ family: 'bookmark-manager-staging-web', image: deployed?.image ?? 'web:latest' }];
  let serving = 0;
  let failed: number | undefined;
  const arnOf = (index: number) => `${ACCOUNT}:task-definition/${revisions[index]?.family}:${index + 1}`;
  const fateOf = (index: number): Fate => fates[revisions[index]?.image ?? ''] ?? 'serves';
  const indexOf = (name: string) => {
    const revision = /:(\d+)$/.exec(name)?.[1];
    return revision ? Number(revision) - 1 : revisions.findLastIndex(({ family }) => family === name);
  };
  const primary = (index: number, fields: object) => ({
    id: `ecs-svc/${index}`,
    taskDefinition: arnOf(index),
    ...fields,
  });
  const service = () => ({
    serviceName: 'bookmark-manager-staging-web',
    status: 'ACTIVE',
    desiredCount: desired,
    taskDefinition: arnOf(serving),
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
    deployments: [
      failed === undefined
        ? primary(serving, {
            status: 'PRIMARY',
            rolloutState: fateOf(serving) === 'starts' ? 'IN_PROGRESS' : 'COMPLETED',
          })
        : primary(serving, { status: 'PRIMARY', rolloutState: 'IN_PROGRESS', rolloutStateReason: 'rolling back to 1' }),
    ],
  });
  const taskOf = (index: number) => {
    const taskDefinitionArn = arnOf(index);
    if (fateOf(index) !== 'crashes')
      return {
        taskArn: `${ACCOUNT}:task/cluster/live`,
        taskDefinitionArn,
        lastStatus: 'RUNNING',
        healthStatus: 'HEALTHY',
      };
    const containers = [{ name: 'web', exitCode: 1 }];
    const why = { stopCode: 'EssentialContainerExited', stoppedReason: 'Essential container in task exited' };
    return { ...stoppedTask, taskDefinitionArn, containers, ...why };
  };
  const nameIn = (input: Record<string, unknown>) => String(input.Name);
  let oneOff = 0;
  const aws = await fakeAws({
    PutParameter: (input) => {
      if (input.Overwrite === false && parameters.has(nameIn(input))) return { error: 'ParameterAlreadyExists' };
      parameters.set(nameIn(input), String(input.Value));
      return { json: {} };
    },
    GetParameter: (input) => {
      const Value = parameters.get(nameIn(input));
      return Value === undefined ? { error: 'ParameterNotFound' } : { json: { Parameter: { Value } } };
    },
    DeleteParameter: (input) => (parameters.delete(nameIn(input)) ? { json: {} } : { error: 'ParameterNotFound' }),
    GetParametersByPath: ({ Path }) => ({
      json: {
        Parameters: [...parameters].flatMap(([Name, Value]) => (Name.startsWith(`${Path}/`) ? [{ Name, Value }] : [])),
      },
    }),
    DescribeServices: () => ({ json: { services: [service()] } }),
    DescribeTaskDefinition: ({ taskDefinition }) => {
      const index = indexOf(String(taskDefinition));
      const { family, image } = revisions[Math.max(index, 0)] ?? {};
      const name = String(taskDefinition).includes('migrate') ? 'migrate' : 'web';
      return {
        json: { taskDefinition: { taskDefinitionArn: arnOf(index), family, containerDefinitions: [{ name, image }] } },
      };
    },
    RegisterTaskDefinition: ({ family, containerDefinitions }) => {
      const [container] = containerDefinitions as { image: string }[];
      const index = revisions.push({ family: String(family), image: container?.image ?? '' }) - 1;
      return { json: { taskDefinition: { taskDefinitionArn: arnOf(index) } } };
    },
    DeregisterTaskDefinition: { json: {} },
    ListTaskDefinitions: { json: { taskDefinitionArns: [] } },
    ListTasks: ({ desiredStatus }) => ({
      json: { taskArns: desiredStatus === 'STOPPED' && failed !== undefined ? [stoppedTask.taskArn] : [] },
    }),
    RunTask: ({ taskDefinition }) => {
      oneOff = indexOf(String(taskDefinition));
      return { json: { tasks: [{ taskArn: `${ACCOUNT}:task/cluster/once` }] } };
    },
    DescribeTasks: ({ tasks }) => ({
      json: { tasks: [taskOf(String(tasks).includes('once') ? oneOff : (failed ?? serving))] },
    }),
    StopTask: { json: {} },
    GetLogEvents: { json: { events: [{ message: 'TypeError: the database is not there' }] } },
    DescribeTargetHealth: { xml: '<DescribeTargetHealthResponse/>' },
    BatchGetImage: { json: { images: [{ imageManifest: '{}' }] } },
    PutImage: { json: {} },
    Invoke: { json: { ok: true, message: 'Asleep.' } },
    ...answers,
  });
  const interruption = new AbortController();
  const io = { ...fakeIo(), signal: interruption.signal };
  const tools = createTools({ io } as unknown as Context, {
    kind: 'aws',
    environment: {},
    tfvars: '',
    clientOptions: aws.clientOptions,
  });
  const world: FakeWorld = {
    aws,
    io,
    parameters,
    applies: 0,
    image: () => revisions[serving]?.image,
    interrupt: () => interruption.abort(),
    tools: {
      ...tools,
      everyMs: 1,
      compute: {
        check: async () => undefined,
        apply: async () => {
          world.applies += 1;
          options.onApply?.();
          const { image = 'web:latest' } = JSON.parse(parameters.get(`${PARAMETERS}/images/web`) ?? '{}');
          failed = undefined;
          if (image === revisions[serving]?.image) return;
          const index = revisions.push({ family: 'bookmark-manager-staging-web', image }) - 1;
          if (desired > 0 && fateOf(index) === 'crashes') failed = index;
          else serving = index;
        },
      },
    },
    [Symbol.asyncDispose]: () => aws[Symbol.asyncDispose](),
  };
  return world;
}
