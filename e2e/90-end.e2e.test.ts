import { beforeAll, describe, expect, it } from 'vitest';
import { ensureRunning, typed } from './rehearsal.ts';

beforeAll(() => ensureRunning());

/** Asked with the aws CLI, as a person would look for leftovers; each prints names, or nothing. */
const LEFT = {
  'load balancers': "elbv2 describe-load-balancers --query 'LoadBalancers[].LoadBalancerName'",
  'target groups': "elbv2 describe-target-groups --query 'TargetGroups[].TargetGroupName'",
  clusters:
    "ecs describe-clusters --clusters bookmark-manager-staging-cluster --query 'clusters[?status==`ACTIVE`].clusterName'",
  'task definitions': "ecs list-task-definitions --status ACTIVE --query 'taskDefinitionArns'",
  databases: "rds describe-db-instances --query 'DBInstances[].DBInstanceIdentifier'",
  'parameter groups':
    "rds describe-db-parameter-groups --query 'DBParameterGroups[?starts_with(DBParameterGroupName, `bookmark`)].DBParameterGroupName'",
  repositories: "ecr describe-repositories --query 'repositories[].repositoryName'",
  buckets: "s3api list-buckets --query 'Buckets[].Name'",
  functions: "lambda list-functions --query 'Functions[].FunctionName'",
  schedules: "scheduler list-schedules --query 'Schedules[].Name'",
  'log groups': "logs describe-log-groups --query 'logGroups[].logGroupName'",
  roles: "iam list-roles --query 'Roles[?starts_with(RoleName, `bookmark`)].RoleName'",
  'networks that are not the default': "ec2 describe-vpcs --query 'Vpcs[?IsDefault==`false`].VpcId'",
  'private names': "servicediscovery list-namespaces --query 'Namespaces[].Name'",
  'secrets that Terraform made':
    "ssm describe-parameters --query 'Parameters[?contains(Name, `URL`) || contains(Name, `JWT`)].Name'",
} as const;

const ask = async (call: string) => (await typed(`aws ${call} --output text`)).stdout.trim().replace('None', '');

describe('terragrunt run --all destroy', () => {
  it('finds content in the bucket and in a repository, where Terraform alone would stop', async () => {
    const bucket = await ask("s3api list-buckets --query 'Buckets[?contains(Name, `assets`)].Name'");
    const put = await typed(
      `echo hello > /tmp/asset && aws s3api put-object --bucket ${bucket} --key logo.txt --body /tmp/asset`,
    );
    expect(put.code, put.stderr).toBe(0);
    const manifest = JSON.stringify({ schemaVersion: 2, config: {}, layers: [] });
    const image = await typed(
      `aws ecr put-image --repository-name bookmark-manager-staging-web --image-tag old --image-manifest '${manifest}'`,
    );
    expect(image.code, image.stderr).toBe(0);
  });

  it('ends well', async () => {
    const { code, stderr } = await typed('terragrunt run --all destroy --non-interactive', {
      cwd: 'infra/terraform/envs/staging',
      timeoutMs: 280_000,
    });
    expect(code, stderr.slice(-3000)).toBe(0);
  });

  it.each(Object.entries(LEFT))('leaves no %s', async (_, call) => {
    expect(await ask(call)).toBe('');
  });
});
