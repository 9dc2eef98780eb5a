import { ACCOUNT, type Touched } from './iam.ts';

const NAME = 'bookmark-manager-staging';
const region = 'ap-northeast-1';
const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:${ACCOUNT}:${rest}`;
const tags = (key: string, project: string) => ({
  [`aws:${key}/Project`]: project,
  [`aws:${key}/Environment`]: 'staging',
});
/** Named ones need no tags; what AWS numbers is ours by its tags. */
const numbered = (service: string, rest: string, project: string): Touched => ({
  resource: arn(service, rest),
  context: tags('ResourceTag', project),
});

/** For each kind of resource, as IAM names it, one of an environment of that name, in a project of that name. */
function environment(name: string, project: string): Record<string, Touched> {
  const plain = (resource: string): Touched => ({ resource });
  const ec2 = [
    ...['vpc', 'subnet', 'internet-gateway', 'route-table', 'security-group', 'vpc-endpoint'],
    ...['natgateway', 'elastic-ip', 'network-interface'],
  ];
  return {
    ...Object.fromEntries(ec2.map((kind) => [`ec2/${kind}`, numbered('ec2', `${kind}/${kind}-1`, project)])),
    'ec2/security-group-rule': numbered('ec2', 'security-group-rule/sgr-1', project),
    'cloudwatch/alarm': plain(arn('cloudwatch', `alarm:${name}-ecs-scheduler-fails`)),
    'ecr/repository': plain(arn('ecr', `repository/${name}-web`)),
    'ecs/cluster': plain(arn('ecs', `cluster/${name}-cluster`)),
    // Of a Fargate cluster there are none: its tasks are listed by the cluster alone.
    'ecs/container-instance': { resource: '*', context: { 'ecs:cluster': arn('ecs', `cluster/${name}-cluster`) } },
    'ecs/service': plain(arn('ecs', `service/${name}-cluster/${name}-web`)),
    'ecs/task-definition': plain(arn('ecs', `task-definition/${name}-web:1`)),
    'ecs/task': plain(arn('ecs', `task/${name}-cluster/0123456789abcdef`)),
    'elasticloadbalancing/loadbalancer/app/': plain(arn('elasticloadbalancing', `loadbalancer/app/${name}/1`)),
    'elasticloadbalancing/loadbalancer': plain(arn('elasticloadbalancing', `loadbalancer/app/${name}/1`)),
    'elasticloadbalancing/listener/app': plain(arn('elasticloadbalancing', `listener/app/${name}/1/2`)),
    'elasticloadbalancing/listener-rule/app': plain(arn('elasticloadbalancing', `listener-rule/app/${name}/1/2/3`)),
    'elasticloadbalancing/targetgroup': plain(arn('elasticloadbalancing', `targetgroup/${name}-web/1`)),
    'iam/oidc-provider': plain(`arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`),
    'iam/policy': plain(`arn:aws:iam::${ACCOUNT}:policy/${name}-boundary`),
    'iam/role': { resource: `arn:aws:iam::${ACCOUNT}:role/${name}-web-task`, context: bounded },
    'lambda/function': plain(arn('lambda', `function:${name}-wake`)),
    'logs/log-group': plain(arn('logs', `log-group:/ecs/${name}-web`)),
    'logs/log-stream': plain(arn('logs', `log-group:/ecs/${name}-web:log-stream:web/web/1`)),
    'budgets/budget': plain(`arn:aws:budgets::${ACCOUNT}:budget/${name}-month`),
    'rds/cluster': plain(arn('rds', `cluster:${name}-db`)),
    'rds/cluster-pg': plain(arn('rds', `cluster-pg:${name}-db-1`)),
    'rds/of-all-regions': plain(`arn:aws:rds::${ACCOUNT}:global-cluster:any`),
    'rds/db': plain(arn('rds', `db:${name}-db`)),
    'rds/pg': plain(arn('rds', `pg:${name}-db-1`)),
    'rds/subgrp': plain(arn('rds', `subgrp:${name}-db`)),
    'scheduler/schedule': plain(arn('scheduler', `schedule/${name}/${name}-ecs-scheduler-minute`)),
    'scheduler/schedule-group': plain(arn('scheduler', `schedule-group/${name}`)),
    'servicediscovery/namespace': plain(arn('servicediscovery', 'namespace/ns-1')),
    'servicediscovery/service': plain(arn('servicediscovery', 'service/srv-1')),
    's3/assets': plain(`arn:aws:s3:::${name}-assets-${ACCOUNT}`),
    's3/state': plain(`arn:aws:s3:::${project}-terraform-state-${ACCOUNT}/staging/compute/terraform.tfstate`),
    'sqs/queue': plain(arn('sqs', `${name}-ecs-scheduler-dead-letters`)),
    'wafv2/webacl': plain(arn('wafv2', `regional/webacl/${name}/1`)),
    'wafv2/loadbalancer/app/': plain(arn('elasticloadbalancing', `loadbalancer/app/${name}/1`)),
    'ssm/parameter': plain(arn('ssm', `parameter/${project}/staging/images/web`)),
  };
}

const bounded = {
  'iam:PermissionsBoundary': `arn:aws:iam::${ACCOUNT}:policy/${NAME}-boundary`,
  'iam:PassedToService': 'ecs-tasks.amazonaws.com',
};

export const OURS = environment(NAME, 'bookmark-manager');
export const THEIRS = environment('payroll', 'payroll');
/** A parameter of the environment that holds a secret. */
export const secret = (name: string): Touched => ({
  resource: arn('ssm', `parameter/bookmark-manager/staging/${name}`),
});
export const role = (name: string, context: Touched['context'] = bounded): Touched => ({
  resource: `arn:aws:iam::${ACCOUNT}:role/${name}`,
  context,
});
export const anywhere: Touched = { resource: '*' };
