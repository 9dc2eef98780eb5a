import { beforeAll, describe, expect, it, test } from 'vitest';
import { isGatewayAllowed } from './testing/gateway_iam.ts';
import { isAllowed, type Policy } from './testing/iam.ts';
import { planSecurity, policyIn } from './testing/rendered.ts';
import { type DoorPolicies, planDoor } from './testing/rendered_compute.ts';

const HERE = 'ap-northeast-1:123456789012';
const NAME = 'bookmark-manager-staging';
const gateway = (path: string) => `arn:aws:apigateway:ap-northeast-1::/${path}`;
const api = (path: string) => gateway(`apis/a1b2c3/${path}`);
const invoke = (rest: string) => `arn:aws:execute-api:${HERE}:${rest}`;
const log = (group: string) => `arn:aws:logs:${HERE}:log-group:${group}:log-stream:x`;

let policies: DoorPolicies;
let boundary: Policy;
let workflow: Policy;
beforeAll(async () => {
  const github = { repository: 'owner@1/name@2', environment: 'staging' };
  const [door, security] = [await planDoor(), await planSecurity({ github, front_door: 'http-api' })];
  policies = door;
  boundary = policyIn(security, 'aws_iam_policy.boundary[0]');
  workflow = policyIn(security, 'aws_iam_policy.github["read"]');
}, 180_000);

describe('the scheduler of an HTTP API', () => {
  const may: [string, string][] = [
    ['apigateway:GET', api('routes')],
    ['apigateway:GET', api('stages/$default')],
    ['apigateway:GET', api('deployments/d1')],
    ['apigateway:GET', gateway('vpclinks/link1')],
    ['apigateway:PATCH', api('routes/route1')],
    ['apigateway:POST', api('deployments')],
    ['apigateway:DELETE', api('stages/$default/cache/authorizers')],
    ['execute-api:Invoke', invoke('a1b2c3/$default/GET/__probe/web')],
    ['execute-api:Invoke', invoke('a1b2c3/$default/GET/__probe/api')],
    ['logs:FilterLogEvents', log(`/aws/vendedlogs/${NAME}-gateway`)],
    ['ecs:UpdateService', `arn:aws:ecs:${HERE}:service/${NAME}-cluster/${NAME}-web`],
  ];

  test.each(may)('may %s on %s, below the boundary too', async (action, resource) => {
    expect(await isGatewayAllowed(policies.scheduler, action, resource)).toBe(true);
    expect(await isGatewayAllowed(policies.scheduler, action, resource, boundary)).toBe(true);
  });

  test.each([
    ['apigateway:PATCH', api('routes/probe1')],
    ['apigateway:PATCH', api('stages/$default')],
    ['apigateway:PATCH', api('integrations/i1')],
    ['apigateway:PATCH', api('authorizers/auth1')],
    ['apigateway:DELETE', api('authorizers/auth1')],
    ['apigateway:DELETE', api('routes/route1')],
    ['apigateway:DELETE', gateway('apis/a1b2c3')],
    ['apigateway:POST', api('routes')],
    ['apigateway:PATCH', gateway('apis/other/routes/route1')],
    ['apigateway:GET', gateway('vpclinks/other')],
    ['execute-api:Invoke', invoke('a1b2c3/$default/GET/api/bookmarks')],
    ['execute-api:Invoke', invoke('a1b2c3/$default/POST/__probe/web')],
    ['execute-api:Invoke', invoke('other/$default/GET/__probe/web')],
    ['logs:FilterLogEvents', log(`/ecs/${NAME}-api`)],
    ['cloudwatch:GetMetricData', '*'],
    ['elasticloadbalancing:DescribeRules', '*'],
  ])('may not %s on %s', async (action, resource) => {
    expect(await isGatewayAllowed(policies.scheduler, action, resource)).toBe(false);
  });
});

describe('the authorizer', () => {
  it('may write its own log, below the boundary too, and nothing else', async () => {
    const resource = log(`/aws/lambda/${NAME}-authorizer`);
    expect(policies.authorizer.Statement.flatMap(({ Action }) => Action).sort()).toEqual([
      'logs:CreateLogStream',
      'logs:PutLogEvents',
    ]);
    expect(await isAllowed([policies.authorizer], 'logs:PutLogEvents', { resource }, boundary)).toBe(true);
    for (const group of [`/aws/lambda/${NAME}-wake`, `/aws/vendedlogs/${NAME}-gateway`])
      expect(await isAllowed([policies.authorizer], 'logs:PutLogEvents', { resource: log(group) })).toBe(false);
  });
});

describe('the wake function', () => {
  it('may do at this door what it may at the other, and ask no probe', async () => {
    expect(policies.wake.Statement.flatMap(({ Action }) => Action).sort()).toEqual([
      'lambda:InvokeFunction',
      'ssm:GetParameter',
      'ssm:GetParametersByPath',
      'ssm:PutParameter',
    ]);
  });
});

it('this API alone calls the functions, the authorizer by its own name', () => {
  expect(policies.calls).toEqual({
    wake: `apigateway.amazonaws.com ${invoke('a1b2c3/*')}`,
    authorizer: `apigateway.amazonaws.com ${invoke('a1b2c3/authorizers/auth1')}`,
  });
});

test.each([
  ['apigateway:GET', api('routes/route1'), true],
  ['apigateway:GET', gateway('vpclinks/link1'), true],
  ['apigateway:PATCH', api('routes/route1'), false],
  ['apigateway:POST', api('deployments'), false],
  ['execute-api:Invoke', invoke('a1b2c3/$default/GET/__probe/web'), false],
])("a workflow's %s on %s: %s, as it may look at the door and change nothing of it", async (action, resource, may) => {
  expect(await isGatewayAllowed(workflow, action, resource)).toBe(may);
});
