import type { Context } from '../../command.ts';
import { createTools, type Tools } from '../../deploy/tools.ts';
import { type FakeAnswer, type FakeAws, fakeAws, fakeIo } from '../../testing.ts';
import { type JwtValue, parseJwt } from '../jwt-value.ts';

const PARAMETERS = '/bookmark-manager/staging';
const AT = 'arn:aws:ecs:ap-northeast-1:123456789012';
const API = 'bookmark-manager-staging-api';
export const FIRST_URL = 'postgresql://bookmark_app:first@db.example:5432/bookmarkdb?sslmode=verify-full';
export const FIRST_KEY = 'o'.repeat(32);

type Task = { id: string; deployment: string; url: string; jwt: JwtValue; status: 'RUNNING' | 'STOPPED' };

export type RotatingWorld = AsyncDisposable & {
  aws: FakeAws;
  tools: Tools;
  io: ReturnType<typeof fakeIo>;
  value(name: string): string | undefined;
  /** The database's users and their passwords; null: cannot log in. */
  users: Map<string, string | null>;
  tasks: Task[];
  /** What did not work at some moment for a task that ran, or would have started then. */
  outages: string[];
  /** From the write of this number on AWS answers nothing any more: as if the command had been killed before it. */
  die(atWrite: number): void;
  /** Another process may go on. */
  revive(): void;
};

/** The API on a small AWS of values: its tasks keep the secrets that they began with, and two of them run beside each other for a while. */
export async function rotatingWorld({ desired = 1 } = {}): Promise<RotatingWorld> {
  const parameters = new Map<string, { value: string; version: number }>();
  const put = (name: string, value: string) =>
    parameters.set(name, { value, version: (parameters.get(name)?.version ?? 0) + 1 });
  const value = (name: string) => parameters.get(`${PARAMETERS}/${name}`)?.value;
  for (const [name, text] of Object.entries({
    DATABASE_URL: FIRST_URL,
    DATABASE_URL_NEXT: 'none',
    DATABASE_ADMIN_URL: FIRST_URL.replace('bookmark_app:first', 'dbadmin:admin'),
    JWT_SECRET: FIRST_KEY,
  }))
    put(`${PARAMETERS}/${name}`, text);
  const users = new Map<string, string | null>([['bookmark_app', 'first']]);
  const tasks: Task[] = [];
  const outages: string[] = [];
  let made = 0;
  let looks = 0;
  let deployment = 'ecs-svc/0';
  let said = '';
  let writes = 0;
  let dies = Number.POSITIVE_INFINITY;
  const fresh = (id: string): Task => ({
    id,
    deployment,
    url: value('DATABASE_URL') ?? '',
    jwt: parseJwt(value('JWT_SECRET') ?? '') ?? { current: '' },
    status: 'RUNNING',
  });
  const start = () => tasks.push(fresh(`task-${made++}`));
  for (let count = 0; count < desired; count += 1) start();
  const running = () => tasks.filter(({ status }) => status === 'RUNNING');

  /** A rollout: the new tasks serve at the second look, the old ones have ended at the fourth. */
  function pass(): void {
    looks += 1;
    if (looks === 4) for (const task of tasks) if (task.deployment !== deployment) task.status = 'STOPPED';
  }
  function check(): void {
    const now = [...running(), fresh('one that starts now')];
    for (const { id, url } of now) {
      const { username, password } = new URL(url);
      if (users.get(username) !== password) outages.push(`${id} cannot log in as ${username}`);
    }
    for (const signs of now)
      for (const verifies of now)
        if (!accepts(verifies.jwt, signs.jwt.current)) outages.push(`${verifies.id} refuses a token of ${signs.id}`);
  }
  const nameIn = (input: Record<string, unknown>) => String(input.Name);
  const describe = (Name: string) => ({ Name, Version: parameters.get(Name)?.version, LastModifiedDate: 0 });
  const service = (name: string) => ({
    serviceName: name,
    status: 'ACTIVE',
    desiredCount: name === API ? desired : 0,
    taskDefinition: `${AT}:task-definition/${name}:1`,
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
    deployments: [{ id: deployment, status: 'PRIMARY', rolloutState: looks > 1 ? 'COMPLETED' : 'IN_PROGRESS' }],
  });
  const answers: Record<string, (input: Record<string, unknown>) => FakeAnswer> = {
    PutParameter: (input) => {
      if (input.Overwrite === false && parameters.has(nameIn(input))) return { error: 'ParameterAlreadyExists' };
      put(nameIn(input), String(input.Value));
      return { json: { Version: parameters.get(nameIn(input))?.version } };
    },
    GetParameter: (input) => {
      const found = parameters.get(nameIn(input));
      return found ? { json: { Parameter: { Value: found.value } } } : { error: 'ParameterNotFound' };
    },
    DeleteParameter: (input) => (parameters.delete(nameIn(input)) ? { json: {} } : { error: 'ParameterNotFound' }),
    DescribeParameters: () => ({ json: { Parameters: [...parameters.keys()].map(describe) } }),
    GetParametersByPath: ({ Path }) => ({
      json: {
        Parameters: [...parameters].flatMap(([Name, { value: Value }]) =>
          Name.startsWith(`${Path}/`) ? [{ Name, Value }] : [],
        ),
      },
    }),
    DescribeServices: ({ services }) => {
      pass();
      return { json: { services: (services as string[]).map(service) } };
    },
    DescribeTaskDefinition: ({ taskDefinition }) => {
      const names = String(taskDefinition).includes(API) ? ['DATABASE_URL', 'JWT_SECRET'] : [];
      return { json: { taskDefinition: { containerDefinitions: [{ secrets: names.map((name) => ({ name })) }] } } };
    },
    UpdateService: () => {
      deployment = `ecs-svc/${made}`;
      looks = 0;
      start();
      return { json: { service: service(API) } };
    },
    ListTasks: ({ desiredStatus }) => ({
      json: { taskArns: desiredStatus === 'RUNNING' ? running().map(({ id }) => `${AT}:task/c/${id}`) : [] },
    }),
    DescribeTasks: (input) => ({ json: { tasks: (input.tasks as string[]).map(describeTask) } }),
    RunTask: ({ overrides }) => {
      const [, , what, user = ''] =
        (overrides as { containerOverrides: { command: string[] }[] }).containerOverrides[0]?.command ?? [];
      if (what === 'retire') users.set(user, null);
      else admit(new URL(value('DATABASE_URL_NEXT') ?? ''));
      said = JSON.stringify(what === 'retire' ? { retired: user, sessions: 0 } : { admitted: lastAdmitted });
      return { json: { tasks: [{ taskArn: `${AT}:task/c/once` }] } };
    },
    GetLogEvents: () => ({ json: { events: [{ message: said }] } }),
    DescribeTargetHealth: () => ({ xml: '<DescribeTargetHealthResponse/>' }),
    DescribeDBInstances: () => ({
      xml: '<DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInstances><DBInstance><DBInstanceStatus>available</DBInstanceStatus></DBInstance></DBInstances></DescribeDBInstancesResult></DescribeDBInstancesResponse>',
    }),
    Invoke: () => ({ json: { ok: true, message: 'Asleep.' } }),
    ListTaskDefinitions: () => ({ json: { taskDefinitionArns: [] } }),
  };
  let lastAdmitted = '';
  function admit({ username, password }: URL): void {
    lastAdmitted = username;
    users.set(username, password);
  }
  function describeTask(arn: string) {
    const id = arn.slice(arn.lastIndexOf('/') + 1);
    const task = tasks.find((each) => each.id === id);
    return task
      ? { taskArn: arn, lastStatus: task.status, desiredStatus: task.status, startedBy: task.deployment }
      : { taskArn: arn, lastStatus: 'STOPPED', containers: [{ name: 'migrate', exitCode: 0 }] };
  }
  const mortal = (name: string, answer: (input: Record<string, unknown>) => FakeAnswer) => {
    const isWrite = /^(Put|Delete|Update|Run)/.test(name);
    return (input: Record<string, unknown>): FakeAnswer => {
      if (isWrite) writes += 1;
      if (writes >= dies) return { error: 'ServiceUnavailable' };
      const given = answer(input);
      check();
      return given;
    };
  };
  const aws = await fakeAws(
    Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, mortal(name, answer)])),
  );
  const io = fakeIo();
  const target = { kind: 'aws', environment: {}, tfvars: '', clientOptions: aws.clientOptions } as const;
  return {
    aws,
    io,
    value,
    users,
    tasks,
    outages,
    tools: { ...createTools({ io } as unknown as Context, target), everyMs: 1 },
    die: (atWrite) => {
      dies = writes + atWrite;
    },
    revive: () => {
      dies = Number.POSITIVE_INFINITY;
      const mark = value('deploying');
      if (mark) put(`${PARAMETERS}/deploying`, JSON.stringify({ ...JSON.parse(mark), pid: 2 ** 30 }));
    },
    [Symbol.asyncDispose]: () => aws[Symbol.asyncDispose](),
  };
}

function accepts({ current, next, previous, previousUntil }: JwtValue, key: string): boolean {
  const isGood = previousUntil !== undefined && Date.parse(previousUntil) > Date.now();
  return [current, next, ...(isGood ? [previous] : [])].includes(key);
}
