import type { Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Lease } from '@bookmark-manager/schedule';
import {
  type Condition,
  leaseParameter,
  type Memory,
  memoryParameter,
  NO_MEMORY,
  serializeLease,
} from '@bookmark-manager/schedule';
import type { Clients } from './clients.ts';
import { type SchedulerSettings, schedulerSettings } from './settings.ts';
import { DATABASE_OPERATIONS } from './testing_database.ts';
import { type FakeGateway, fakeGateway, GATEWAY_OPERATIONS } from './testing_gateway.ts';
import { change, forward } from './testing_rules.ts';

const PREFIX = '/bookmark-manager/staging';
const LISTENER = 'arn:listener';
const MEMORY = memoryParameter(PREFIX);

/** What the scheduler remembers of an environment that has been in a condition for long. */
function remembered(toward: Condition): string {
  const wakingSince = toward === 'awake' ? new Date('2026-12-01T00:00:00Z') : null;
  return JSON.stringify({ ...NO_MEMORY, toward, wakingSince } satisfies Memory);
}

const office = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '22:00']]]));

/** The environment variables that Terraform gives both functions. */
export const environment = {
  CLUSTER: 'cluster',
  SERVICES: JSON.stringify([
    { name: 'web', service: 'staging-web', appTargetGroupArn: 'arn:web', listenerArn: LISTENER, ruleArn: null },
    { name: 'api', service: 'staging-api', appTargetGroupArn: 'arn:api', listenerArn: LISTENER, ruleArn: 'arn:rule' },
  ]),
  WAKE_TARGET_GROUP_ARN: 'arn:wake',
  DATABASE_ID: 'db',
  PARAMETER_PREFIX: PREFIX,
  SCHEDULER_FUNCTION: 'staging-ecs-scheduler',
  HOSTS: '["staging.example.com"]',
  ADDRESS: 'http://staging.example',
  SCHEDULE: JSON.stringify({
    calendar: { closed_days: [], open_days: [] },
    schedule: {
      mode: 'office-hours',
      office_hours: office,
      public_holidays: false,
      database_sleeps: true,
      wake_lead_minutes: 15,
      start_lasts_minutes: 120,
      wake_on_visit: 'button',
      stay_awake_while_used: false,
    },
  }),
};

export const settings: SchedulerSettings = schedulerSettings(environment);

type FakeService = {
  serviceName: string;
  status: string;
  desiredCount: number;
  runningCount: number;
  pendingCount: number;
  tags: { key: string; value: string }[];
  events: { createdAt: Date; message: string }[];
};

type FakeTask = { service: string; taskArn: string; createdAt: Date; stopCode?: string; stoppedReason?: string };

/** AWS as far as the Lambdas know it: state to look at, and clients that read and change it. */
export type FakeAws = {
  clients: Clients;
  services: FakeService[];
  /** Target states by target group. */
  targets: Record<string, string[]>;
  rules: Rule[];
  gateway: FakeGateway;
  database: { status: string; createdAt: Date } | null;
  parameters: Map<string, string>;
  /** Tasks that have stopped. */
  stopped: FakeTask[];
  /** Requests that the load balancer has counted lately. */
  requests: number;
  /** What was published and posted. */
  messages: { to: string; subject: string; text: string }[];
  /** The names of the operations called, reads and the scheduler's own memory left out. */
  writes: string[];
  /** Every call, by AWS's names for it. */
  calls: string[];
  /** Operations that fail, with the error's name. */
  failing: Map<string, string>;
};

type Input = Readonly<Record<string, unknown>>;

/** An environment that has been awake: images and migration are there, both services run and are healthy. */
export function fakeAws(): FakeAws {
  const aws: FakeAws = {
    clients: undefined as unknown as Clients,
    services: ['staging-web', 'staging-api'].map((serviceName) => ({
      serviceName,
      status: 'ACTIVE',
      desiredCount: 1,
      runningCount: 1,
      pendingCount: 0,
      tags: [{ key: 'AwakeCount', value: '1' }],
      events: [],
    })),
    stopped: [],
    requests: 0,
    messages: [],
    calls: [],
    targets: { 'arn:web': ['healthy'], 'arn:api': ['healthy'] },
    rules: [forward('arn:rule', 'arn:api'), { ...forward('arn:default', 'arn:web'), IsDefault: true }],
    gateway: fakeGateway(),
    database: { status: 'available', createdAt: new Date(0) },
    parameters: new Map([
      [`${PREFIX}/images/web`, '{"image":"web@sha256:1","migration":null,"commit":null}'],
      [`${PREFIX}/images/api`, '{"image":"api@sha256:1","migration":"20260101_init","commit":null}'],
      [`${PREFIX}/migrations`, '20260101_init'],
      [MEMORY, remembered('awake')],
    ]),
    writes: [],
    failing: new Map(),
  };
  const send = async (command: { input: Input; constructor: { name: string } }): Promise<unknown> => {
    const name = command.constructor.name.replace(/\d*Command$/, '');
    const failure = aws.failing.get(name);
    if (failure !== undefined) throw Object.assign(new Error(`${name} does not work now`), { name: failure });
    const operation = OPERATIONS[name];
    if (!operation) throw new Error(`the fake knows no operation ${name}`);
    aws.calls.push(name);
    if (!/^(Describe|Get|List|Filter)/.test(name) && command.input.Name !== MEMORY) aws.writes.push(name);
    return operation(aws, command.input);
  };
  const post = async (url: URL, { body }: { body: string }) => {
    if (aws.failing.has('webhook')) throw new TypeError('fetch failed');
    aws.messages.push({ to: url.href, subject: '', text: JSON.parse(body).text });
    return { ok: true, status: 200 };
  };
  const client = { send };
  aws.clients = {
    ...{ ecs: client, elb: client, rds: client, ssm: client, cloudwatch: client, sns: client },
    ...{ gateway: client, logs: client, pause: async () => undefined, fetch: post },
    probe: async (url: string) => {
      aws.gateway.asked.push(url);
      return aws.gateway.health[url.slice(url.lastIndexOf('/') + 1)] ?? null;
    },
  } as unknown as Clients;
  return aws;
}

/** Puts a fake to sleep, as the scheduler would have. */
export function fallenAsleep(aws: FakeAws): FakeAws {
  for (const service of aws.services) Object.assign(service, { desiredCount: 0, runningCount: 0 });
  aws.targets = {};
  aws.rules = [forward('arn:rule', 'arn:api', 0), { ...forward('arn:default', 'arn:web', 0), IsDefault: true }];
  if (aws.database) aws.database.status = 'stopped';
  aws.parameters.set(MEMORY, remembered('asleep'));
  return aws;
}

export function storeLease(aws: FakeAws, lease: Lease): void {
  aws.parameters.set(leaseParameter(PREFIX, lease.id), serializeLease(lease));
}

/** The weights of a rule: app/wake. */
export function weights(aws: FakeAws, ruleArn: string): string {
  const groups = aws.rules.find(({ RuleArn }) => RuleArn === ruleArn)?.Actions?.[0]?.ForwardConfig?.TargetGroups ?? [];
  return groups.map(({ Weight }) => Weight).join('/');
}

const OPERATIONS: Readonly<Record<string, (aws: FakeAws, input: Input) => unknown>> = {
  DescribeServices: (aws, { services, include }) => {
    const wanted = services as string[];
    const found = aws.services.filter(({ serviceName }) => wanted.includes(serviceName));
    return {
      services: found.map((service) =>
        (include as string[] | undefined)?.includes('TAGS') ? service : { ...service, tags: [] },
      ),
      failures: [],
    };
  },
  UpdateService: (aws, { service, desiredCount, capacityProviderStrategy }) =>
    Object.assign(aws.services.find(({ serviceName }) => serviceName === service) ?? {}, {
      ...(desiredCount === undefined ? {} : { desiredCount }),
      ...(capacityProviderStrategy === undefined ? {} : { capacityProviderStrategy }),
    }),
  DescribeTargetHealth: (aws, { TargetGroupArn }) => ({
    TargetHealthDescriptions: (aws.targets[String(TargetGroupArn)] ?? []).map((State) => ({ TargetHealth: { State } })),
  }),
  DescribeRules: (aws) => ({ Rules: aws.rules }),
  ModifyRule: (aws, { RuleArn, Actions }) => change(aws, (rule) => rule.RuleArn === RuleArn, Actions),
  ModifyListener: (aws, { DefaultActions }) => change(aws, (rule) => rule.IsDefault === true, DefaultActions),
  ...DATABASE_OPERATIONS,
  ...GATEWAY_OPERATIONS,
  /** One parameter a page, so that whoever reads has to turn them. */
  GetParametersByPath: (aws, { Path, NextToken }) => {
    const names = [...aws.parameters.keys()].filter((name) => name.startsWith(`${String(Path)}/`));
    const index = Number(NextToken ?? 0);
    const Name = names[index];
    return {
      Parameters: Name === undefined ? [] : [{ Name, Value: aws.parameters.get(Name) }],
      ...(index + 1 < names.length ? { NextToken: String(index + 1) } : {}),
    };
  },
  GetParameters: (aws, { Names }) => ({
    Parameters: (Names as string[])
      .filter((Name) => aws.parameters.has(Name))
      .map((Name) => ({ Name, Value: aws.parameters.get(Name) })),
  }),
  GetParameter: (aws, { Name }) => ({ Parameter: { Name, Value: aws.parameters.get(String(Name)) } }),
  PutParameter: (aws, { Name, Value, Overwrite }) => {
    if (!Overwrite && aws.parameters.has(String(Name)))
      throw Object.assign(new Error('there is one'), { name: 'ParameterAlreadyExists' });
    aws.parameters.set(String(Name), String(Value));
  },
  ListTasks: (aws, { serviceName }) => ({
    taskArns: aws.stopped.filter(({ service }) => service === serviceName).map(({ taskArn }) => taskArn),
  }),
  DescribeTasks: (aws, { tasks }) => ({
    tasks: aws.stopped.filter(({ taskArn }) => (tasks as string[]).includes(taskArn)),
  }),
  GetMetricData: (aws) => ({
    MetricDataResults: [
      { Id: 'web', Values: [aws.requests] },
      { Id: 'api', Values: [] },
    ],
  }),
  Publish: (aws, { TopicArn, Subject, Message }) =>
    aws.messages.push({ to: String(TopicArn), subject: String(Subject), text: String(Message) }),
  DeleteParameter: (aws, { Name }) => {
    if (!aws.parameters.delete(String(Name))) throw Object.assign(new Error('gone'), { name: 'ParameterNotFound' });
  },
};
