import { beforeAll, describe, expect, it } from 'vitest';
import { allowedOf, refusedOf } from './testing/decisions.ts';
import { isAllowed, isWrite, kindsOf, type Policy, type Touched } from './testing/iam.ts';
import { type Planned, planSecurity, policyIn, recordedCalls } from './testing/rendered.ts';
import { anywhere, OURS, role, secret, THEIRS } from './testing/resources.ts';

/** Calls of an apply that only a person makes: the first apply's, and what no condition could tell from a neighbour's. */
const OF_A_PERSON = [
  /^iam:(Create|Delete|Attach|Detach)(OpenIDConnectProvider|Policy|RolePolicy)$/,
  /^iam:ListPolicyVersions$/,
  /^servicediscovery:(Create|Delete|GetOperation|ListInstances)/,
  /^s3:(ListBucketVersions|DeleteObjectVersion)$/,
];
const SECRETS = [
  'DATABASE_URL',
  'DATABASE_ADMIN_URL',
  'JWT_SECRET',
  'MONGODB_URI',
  'NOTICE_WEBHOOK',
  'passwords/dbadmin',
];
/** What a registry asks of whoever pushes and pulls: it is no call of AWS's API, and not recorded. */
const OF_A_PUSH = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:CompleteLayerUpload',
  'ecr:GetDownloadUrlForLayer',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
];
/** What a deployment asks first that takes over from one that was killed: what has it left behind? */
const OF_A_RECOVERY = ['ecs:ListTaskDefinitions'];
/** IAM counts a managed policy without its white space. */
const LONGEST = 6144;

const recorded = recordedCalls();
const toApply = recorded.apply.filter((action) => !OF_A_PERSON.some((pattern) => pattern.test(action)));
const github = { repository: 'owner@1/name@2', environment: 'staging' };
let planned: Planned[];
let plan: Policy[];
let apply: Policy[];
let boundary: Policy;
beforeAll(async () => {
  planned = await planSecurity({ github });
  [plan, apply] = [policiesOf('plan'), policiesOf('apply')];
  boundary = policyIn(planned, 'aws_iam_policy.boundary[0]');
}, 120_000);

describe('the role that plans', () => {
  it('may do every call that a plan was seen to make', async () => {
    expect(recorded.plan.length).toBeGreaterThan(60);
    // The one parameter that it reads by its name is tried below.
    const others = recorded.plan.filter((action) => action !== 'ssm:GetParameter');
    expect(await refusedOf(plan, others, OURS)).toEqual([]);
  });

  it('may write nothing', async () => {
    const actions = plan.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action));
    const writes = await Promise.all(actions.map(async (action) => ((await isWrite(action)) ? action : undefined)));
    expect(writes.filter(Boolean)).toEqual([]);
  });

  it.each(SECRETS)('may not read %s, in any way', async (name) => {
    for (const action of [
      'ssm:GetParameter',
      'ssm:GetParameters',
      'ssm:GetParametersByPath',
      'ssm:GetParameterHistory',
    ])
      expect(await isAllowed(plan, action, secret(name))).toBe(false);
  });

  it('reads what stands in place of a secret, the images, the states, and no key', async () => {
    expect(await isAllowed(plan, 'ssm:GetParameter', secret('no-secret'))).toBe(true);
    expect(await isAllowed(plan, 'ssm:GetParametersByPath', secret('images'))).toBe(true);
    expect(await isAllowed(plan, 's3:GetObject', object('bookmark-manager-terraform-state'))).toBe(true);
    expect(await isAllowed(plan, 's3:GetObject', object('payroll'))).toBe(false);
    expect(await isAllowed(plan, 'kms:Decrypt', { resource: 'arn:aws:kms:ap-northeast-1:123456789012:key/1' })).toBe(
      false,
    );
    expect(
      await isAllowed(plan, 'secretsmanager:GetSecretValue', {
        resource: 'arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:payroll-abcdef',
      }),
    ).toBe(false);
  });
});

describe('the role that applies', () => {
  it('may do every call that an apply was seen to make, a few that are a person’s aside', async () => {
    expect(toApply.length).toBeGreaterThan(120);
    expect(await refusedOf(apply, toApply, OURS)).toEqual([]);
  });

  it('may do every call that a deployment was seen to make, by day and by night, and hand the tasks their roles', async () => {
    expect(recorded.deploy.length).toBeGreaterThan(30);
    expect(await refusedOf(apply, [...recorded.deploy, ...OF_A_PUSH, ...OF_A_RECOVERY], OURS)).toEqual([]);
    for (const kind of ['api', 'web', 'migrate'])
      for (const of of ['execution', 'task'])
        expect(await isAllowed(apply, 'iam:PassRole', role(`bookmark-manager-staging-${kind}-${of}`))).toBe(true);
  });

  it('may deploy nothing of a neighbour', async () => {
    const writes: string[] = [];
    for (const action of [...recorded.deploy, ...OF_A_PUSH]) if (await isWrite(action)) writes.push(action);
    expect(writes.length).toBeGreaterThan(10);
    expect(await allowedOf(apply, writes, THEIRS)).toEqual(['ecs:DeregisterTaskDefinition']);
  });

  it('may write nothing of a neighbour', async () => {
    const writes: string[] = [];
    for (const action of toApply) if (await isWrite(action)) writes.push(action);
    expect(writes.length).toBeGreaterThan(60);
    // It knows no resource: whoever may take back one revision of a task definition may take back any.
    expect(await allowedOf(apply, writes, THEIRS)).toEqual(['ecs:DeregisterTaskDefinition']);
  });

  it.each(['iam:CreateRole', 'iam:PutRolePolicy'])('may %s only below the boundary', async (action) => {
    const free = role('bookmark-manager-staging-web-task', {});
    const other = role('bookmark-manager-staging-web-task', {
      'iam:PermissionsBoundary': 'arn:aws:iam::aws:policy/AdministratorAccess',
    });
    expect(await isAllowed(apply, action, role('bookmark-manager-staging-web-task'))).toBe(true);
    expect(await isAllowed(apply, action, free)).toBe(false);
    expect(await isAllowed(apply, action, other)).toBe(false);
  });

  it.each([
    ...[
      'iam:PutRolePolicy',
      'iam:AttachRolePolicy',
      'iam:UpdateAssumeRolePolicy',
      'iam:DeleteRolePermissionsBoundary',
      'iam:PassRole',
    ],
    ...['iam:PutRolePermissionsBoundary', 'iam:DeleteRole', 'iam:CreateRole'],
  ])('may not %s for itself, nor for the one that plans', async (action) => {
    for (const name of ['apply', 'plan'])
      expect(await isAllowed(apply, action, role(`bookmark-manager-staging-github-${name}`))).toBe(false);
  });

  it.each(['iam:CreatePolicyVersion', 'iam:DeletePolicy', 'iam:SetDefaultPolicyVersion'])(
    'may not %s of the boundary',
    async (action) => {
      expect(
        await isAllowed(apply, action, {
          resource: 'arn:aws:iam::123456789012:policy/bookmark-manager-staging-boundary',
        }),
      ).toBe(false);
    },
  );

  it.each([
    'iam:CreateUser',
    'iam:CreateAccessKey',
    'sts:AssumeRole',
    'organizations:LeaveOrganization',
    'iam:CreateOpenIDConnectProvider',
  ])('may not %s', async (action) => {
    const [kind] = await kindsOf(action);
    const resource =
      kind === 'iam/user'
        ? 'arn:aws:iam::123456789012:user/x'
        : kind === 'iam/oidc-provider'
          ? 'arn:aws:iam::123456789012:oidc-provider/x'
          : 'arn:aws:iam::123456789012:role/x';
    expect(await isAllowed(apply, action, kind ? { resource } : anywhere)).toBe(false);
  });

  it('hands roles to tasks, functions and schedules only', async () => {
    const to = (service: string) => role('bookmark-manager-staging-wake', { 'iam:PassedToService': service });
    expect(await isAllowed(apply, 'iam:PassRole', to('lambda.amazonaws.com'))).toBe(true);
    expect(await isAllowed(apply, 'iam:PassRole', to('ec2.amazonaws.com'))).toBe(false);
  });

  it('makes nothing of a neighbour ours by giving it our tags', async () => {
    const vpc = THEIRS['ec2/vpc'] ?? anywhere;
    const ours = { 'aws:RequestTag/Project': 'bookmark-manager', 'aws:RequestTag/Environment': 'staging' };
    expect(await isAllowed(apply, 'ec2:CreateTags', { ...vpc, context: { ...vpc.context, ...ours } })).toBe(false);
    expect(
      await isAllowed(apply, 'ec2:CreateTags', {
        resource: vpc.resource,
        context: { ...ours, 'ec2:CreateAction': 'CreateVpc' },
      }),
    ).toBe(true);
  });

  it('reads the secrets of this environment, and of no other', async () => {
    expect(await isAllowed(apply, 'ssm:GetParameter', secret('passwords/dbadmin'))).toBe(true);
    expect(
      await isAllowed(apply, 'ssm:GetParameter', {
        resource: 'arn:aws:ssm:ap-northeast-1:123456789012:parameter/bookmark-manager/production/DATABASE_URL',
      }),
    ).toBe(false);
  });
});

describe('both', () => {
  it('have policies that are not too long for IAM', () => {
    expect(apply.map((policy) => JSON.stringify(policy).length > LONGEST)).toEqual(apply.map(() => false));
  });

  it('trust exactly whom GitHub signs for: pull requests and the branch, or the environment', () => {
    const subjects = ['plan', 'apply'].map((name) =>
      JSON.stringify(policyIn(planned, `aws_iam_role.github["${name}"]`, 'assume_role_policy')).match(/repo:[^"]*/g),
    );
    expect(subjects).toEqual([
      ['repo:owner@1/name@2:pull_request', 'repo:owner@1/name@2:ref:refs/heads/main'],
      ['repo:owner@1/name@2:environment:staging'],
    ]);
  });
});

it('the boundary lets each task do what its own policy says', async () => {
  const addresses = planned
    .map(({ address }) => address)
    .filter((address) => /^aws_iam_role_policy\.(execution|task)/.test(address));
  expect(addresses).toHaveLength(7);
  for (const address of addresses) {
    const policy = policyIn(planned, address);
    for (const { Action, Resource } of policy.Statement)
      for (const action of [Action].flat())
        for (const resource of [Resource]
          .flat()
          .map((each) => each.replace(/\/\*$/, '/x').replace(/:\*$/, ':log-stream:x')))
          expect([address, action, resource, await isAllowed([policy], action, { resource }, boundary)]).toEqual([
            address,
            action,
            resource,
            true,
          ]);
  }
});

/** The managed policies of a role of the workflows. */
function policiesOf(name: string): Policy[] {
  const attached = planned.flatMap(({ address }) => RegExp(`github\\["${name}-(\\w+)"`).exec(address)?.[1] ?? []);
  return attached.map((policy) => policyIn(planned, `aws_iam_policy.github["${policy}"]`));
}

const object = (bucket: string): Touched => ({
  resource: `arn:aws:s3:::${bucket}-123456789012/staging/compute/terraform.tfstate`,
});
