import { beforeAll, describe, expect, it } from 'vitest';
import { effectOf } from './command-effects.ts';
import { lineOf, rowsTypedAtTheEnd } from './commands.ts';
import { ensureRunning } from './rehearsal.ts';
import { openShell, type Shell } from './shell.ts';

let shell: Shell;
beforeAll(async () => {
  await ensureRunning();
  shell = await openShell();
});

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
  'word of what was deployed, migrated and remembered':
    "ssm describe-parameters --query 'Parameters[?contains(Name, `images/`) || contains(Name, `migrations`) || contains(Name, `deploy`) || contains(Name, `reconciler`)].Name'",
} as const;

type Found = Record<keyof typeof LEFT, string>;

async function ask(call: string): Promise<string> {
  const { code, stdout, stderr } = await shell(`aws ${call} --output text`);
  expect(code, stderr).toBe(0);
  return stdout.trim().replace(/^None$/, '');
}

async function look(): Promise<Found> {
  const found = await Promise.all(Object.entries(LEFT).map(async ([what, call]) => [what, await ask(call)]));
  return Object.fromEntries(found);
}

describe('before the end', () => {
  it('there is something of every kind that is looked for', async () => {
    const missing = Object.entries(await look()).filter(([, names]) => names === '');
    expect(missing).toEqual([]);
  });

  it('the bucket and a repository have content, at which Terraform alone would stop', async () => {
    const bucket = await ask("s3api list-buckets --query 'Buckets[?contains(Name, `assets`)].Name'");
    const put = await shell(`aws s3api put-object --bucket ${bucket} --key logo.txt --body package.json`);
    expect(put.code, put.stderr).toBe(0);
    const images = await ask(
      "ecr describe-images --repository-name bookmark-manager-staging-web --query 'imageDetails[].imageDigest'",
    );
    expect(images).toMatch(/^sha256:/);
  });
});

describe('over all units', () => {
  it.each(rowsTypedAtTheEnd.map(lineOf))('%s', async (line) => {
    const look = await effectOf(line)();
    const ended = await shell(line, { timeoutMs: 280_000 });
    expect(ended.code, ended.stderr.slice(-3000)).toBe(0);
    await look(ended);
  });

  it('leaves nothing that Terraform made', async () => {
    const left = Object.entries(await look()).filter(([, names]) => names !== '');
    expect(left).toEqual([]);
  });
});
