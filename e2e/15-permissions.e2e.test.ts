import { beforeAll, describe, expect, it, test } from 'vitest';
import { CLUSTER } from './aws.ts';
import { actionsIn, callsOf, isAllowed, type Policy, policiesOf } from './permissions.ts';
import { ensureRunning } from './rehearsal.ts';

const NAME = 'bookmark-manager-staging';
const arn = (service: string, rest: string) => `arn:aws:${service}:ap-northeast-1:123456789012:${rest}`;
const parameter = (path: string) => arn('ssm', `parameter/bookmark-manager/staging/${path}`);
const cluster = { 'ecs:cluster': arn('ecs', `cluster/${CLUSTER}`) };

/** What Lambda itself does with the function's role: its log, and where a failed call is kept. */
const OF_LAMBDA = ['logs:CreateLogStream', 'logs:PutLogEvents'];
/** Permissions that a call needs beside its own: the tags of the services. */
const BESIDE = ['ecs:ListTagsForResource'];
/** Actions that know no resource, or none of ours: the only ones on `*`. */
const WITHOUT_RESOURCE = [
  'cloudwatch:GetMetricData',
  'ecs:ListTasks',
  'elasticloadbalancing:DescribeRules',
  'elasticloadbalancing:DescribeTargetHealth',
];

let scheduler: Policy[];
let wake: Policy[];
let listener = '';
beforeAll(async () => {
  await ensureRunning();
  [scheduler, wake] = await Promise.all([policiesOf(`${NAME}-ecs-scheduler`), policiesOf(`${NAME}-wake`)]);
  const found = JSON.stringify(scheduler).match(/arn:aws:elasticloadbalancing:[^"]*:listener\/[^"]*/);
  listener = found?.[0] ?? '';
});

describe('the scheduler', () => {
  it('may do the calls that its sources make, and no others', async () => {
    // Notices are wanted by nobody in this environment, its database is no cluster, its door no gateway: none of their calls is allowed.
    const ofClusters = ['rds:DescribeDBClusters', 'rds:StartDBCluster', 'rds:StopDBCluster'];
    const ofGateways = [
      ...['GET', 'PATCH', 'POST', 'DELETE'].map((method) => `apigateway:${method}`),
      'logs:FilterLogEvents',
    ];
    const unwanted = ['sns:Publish', 'ssm:GetParameter', ...ofClusters, ...ofGateways];
    const calls = (await callsOf('ecs_scheduler.ts')).filter((call) => !unwanted.includes(call));
    expect(actionsIn(scheduler)).toEqual([...calls, ...BESIDE, ...OF_LAMBDA, 'sqs:SendMessage'].sort());
  });

  test.each([
    ['ecs:DescribeServices', arn('ecs', `service/${CLUSTER}/${NAME}-web`)],
    ['ecs:UpdateService', arn('ecs', `service/${CLUSTER}/${NAME}-web`)],
    ['ecs:UpdateService', arn('ecs', `service/${CLUSTER}/${NAME}-api`)],
    ['ecs:DescribeTasks', arn('ecs', `task/${CLUSTER}/0123456789abcdef`)],
    ['rds:DescribeDBInstances', arn('rds', `db:${NAME}-db`)],
    ['rds:StartDBInstance', arn('rds', `db:${NAME}-db`)],
    ['rds:StopDBInstance', arn('rds', `db:${NAME}-db`)],
    ['ssm:GetParametersByPath', parameter('leases')],
    ['ssm:GetParameters', parameter('images/web')],
    ['ssm:GetParameters', parameter('migrations')],
    ['ssm:GetParameters', parameter('reconciler')],
    ['ssm:PutParameter', parameter('reconciler')],
    ['ssm:PutParameter', parameter('leases/one')],
    ['ssm:DeleteParameter', parameter('leases/one')],
    ['cloudwatch:GetMetricData', '*'],
    ['elasticloadbalancing:DescribeRules', '*'],
    ['elasticloadbalancing:DescribeTargetHealth', '*'],
  ])('may %s on %s', async (action, resource) => {
    expect(await isAllowed(scheduler, action, resource)).toBe(true);
  });

  it('may move the visitors of its own listener, and list the tasks of its own cluster', async () => {
    expect(await isAllowed(scheduler, 'elasticloadbalancing:ModifyListener', listener)).toBe(true);
    expect(await isAllowed(scheduler, 'ecs:ListTasks', '*', cluster)).toBe(true);
  });

  test.each([
    ['ecs:UpdateService', arn('ecs', `service/other-cluster/${NAME}-web`)],
    ['ecs:UpdateService', arn('ecs', `service/${CLUSTER}/${NAME}-mail`)],
    ['ecs:StopTask', arn('ecs', `task/${CLUSTER}/0123456789abcdef`)],
    ['ecs:DescribeTasks', arn('ecs', 'task/other-cluster/0123456789abcdef')],
    ['rds:StopDBInstance', arn('rds', 'db:production')],
    ['rds:StopDBCluster', arn('rds', `cluster:${NAME}-db`)],
    ['rds:DeleteDBInstance', arn('rds', `db:${NAME}-db`)],
    [
      'elasticloadbalancing:ModifyListener',
      arn('elasticloadbalancing', 'listener/app/other/0123456789abcdef/0123456789abcdef'),
    ],
    ['ssm:GetParameters', parameter('DATABASE_URL')],
    ['ssm:GetParameters', parameter('JWT_SECRET')],
    ['ssm:GetParameter', parameter('NOTICE_WEBHOOK')],
    ['ssm:PutParameter', parameter('images/web')],
    ['ssm:PutParameter', parameter('migrations')],
    ['ssm:DeleteParameter', parameter('reconciler')],
    ['ssm:GetParametersByPath', arn('ssm', 'parameter/bookmark-manager/production/leases')],
    ['lambda:InvokeFunction', arn('lambda', `function:${NAME}-wake`)],
    ['sns:Publish', arn('sns', 'staging')],
  ])('may not %s on %s', async (action, resource) => {
    expect(await isAllowed(scheduler, action, resource)).toBe(false);
  });

  it('may not list the tasks of another cluster', async () => {
    const other = { 'ecs:cluster': arn('ecs', 'cluster/other-cluster') };
    expect(await isAllowed(scheduler, 'ecs:ListTasks', '*', other)).toBe(false);
  });
});

describe('the wake function', () => {
  it('may do the calls that its sources make, and no others', async () => {
    const calls = await callsOf('wake.ts');
    expect(actionsIn(wake)).toEqual([...calls, ...OF_LAMBDA].sort());
  });

  test.each([
    ['ssm:GetParametersByPath', parameter('leases')],
    ['ssm:GetParameter', parameter('offers/0123456789012345678901')],
    ['ssm:PutParameter', parameter('leases/one')],
    ['lambda:InvokeFunction', arn('lambda', `function:${NAME}-ecs-scheduler`)],
  ])('may %s on %s', async (action, resource) => {
    expect(await isAllowed(wake, action, resource)).toBe(true);
  });

  test.each([
    ['ssm:GetParameter', parameter('DATABASE_URL')],
    ['ssm:GetParameter', parameter('reconciler')],
    ['ssm:PutParameter', parameter('reconciler')],
    ['ssm:PutParameter', parameter('offers/0123456789012345678901')],
    ['ssm:DeleteParameter', parameter('leases/one')],
    ['lambda:InvokeFunction', arn('lambda', 'function:another')],
    ['ecs:UpdateService', arn('ecs', `service/${CLUSTER}/${NAME}-web`)],
    ['rds:StartDBInstance', arn('rds', `db:${NAME}-db`)],
  ])('may not %s on %s', async (action, resource) => {
    expect(await isAllowed(wake, action, resource)).toBe(false);
  });
});

it('only what knows no resource is allowed on all of them', () => {
  const statements = [...scheduler, ...wake].flatMap(({ Statement }) => Statement);
  const everywhere = statements.filter(({ Resource }) => [Resource].flat().includes('*'));
  expect([...new Set(everywhere.flatMap(({ Action }) => Action))].sort()).toEqual(WITHOUT_RESOURCE);
});
