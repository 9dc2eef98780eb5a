import type { FakeAnswer } from './testing.ts';

const schedule = {
  calendar: { closed_days: [], open_days: [] },
  schedule: {
    mode: 'always',
    office_hours: {},
    public_holidays: false,
    database_sleeps: false,
    wake_lead_minutes: 0,
    start_lasts_minutes: 120,
    wake_on_visit: 'button',
    stay_awake_while_used: false,
  },
};
const services = ['web', 'api'].map((name) => ({
  name,
  service: `bookmark-manager-staging-${name}`,
  appTargetGroupArn: `arn:${name}`,
  listenerArn: 'arn:listener',
  ruleArn: name === 'api' ? 'arn:rule' : null,
}));
const groups = (app: string) => `<ForwardConfig><TargetGroups>
  <member><TargetGroupArn>${app}</TargetGroupArn><Weight>100</Weight></member>
  <member><TargetGroupArn>arn:wake</TargetGroupArn><Weight>0</Weight></member></TargetGroups></ForwardConfig>`;
const rule = (arn: string, isDefault: boolean, app: string) => `<member><RuleArn>${arn}</RuleArn>
  <IsDefault>${isDefault}</IsDefault><Actions><member><Type>forward</Type>${groups(app)}</member></Actions></member>`;

/** What AWS answers while the environment is awake: two services with a task each, and the scheduler's settings. */
export const AWAKE: Record<string, FakeAnswer> = {
  GetFunctionConfiguration: schedulerKnows(schedule),
  DescribeServices: {
    json: {
      services: services.map(({ service }) => ({
        serviceName: service,
        status: 'ACTIVE',
        desiredCount: 1,
        runningCount: 1,
        pendingCount: 0,
        tags: [{ key: 'AwakeCount', value: '1' }],
        taskDefinition: `${service}:3`,
        capacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }],
        networkConfiguration: { awsvpcConfiguration: { subnets: [], assignPublicIp: 'ENABLED' } },
      })),
    },
  },
  DescribeTaskDefinition: {
    json: { taskDefinition: { cpu: '256', memory: '512', runtimePlatform: { cpuArchitecture: 'ARM64' } } },
  },
  DescribeTargetHealth: {
    xml: '<DescribeTargetHealthResponse><DescribeTargetHealthResult><TargetHealthDescriptions><member><TargetHealth><State>healthy</State></TargetHealth></member></TargetHealthDescriptions></DescribeTargetHealthResult></DescribeTargetHealthResponse>',
  },
  DescribeRules: {
    xml: `<DescribeRulesResponse><DescribeRulesResult><Rules>${rule('arn:default', true, 'arn:web')}${rule('arn:rule', false, 'arn:api')}</Rules></DescribeRulesResult></DescribeRulesResponse>`,
  },
  DescribeDBInstances: {
    xml: '<DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInstances><DBInstance><DBInstanceClass>db.t4g.micro</DBInstanceClass><DBInstanceStatus>available</DBInstanceStatus></DBInstance></DBInstances></DescribeDBInstancesResult></DescribeDBInstancesResponse>',
  },
  GetParameters: {
    json: {
      Parameters: ['web', 'api'].map((name) => ({
        Name: `/bookmark-manager/staging/images/${name}`,
        Value: JSON.stringify({ image: `repository/${name}@sha256:${'0'.repeat(64)}`, migration: null, commit: null }),
      })),
    },
  },
  GetParametersByPath: { json: { Parameters: [] } },
  Invoke: { json: { ok: true, message: 'Awake until Tue 1 Dec 22:00.' } },
};

/** What the deployed scheduler was told, with this calendar and schedule. */
export function schedulerKnows(slice: object): FakeAnswer {
  const Variables = {
    CLUSTER: 'bookmark-manager-staging-cluster',
    PARAMETER_PREFIX: '/bookmark-manager/staging',
    DATABASE_ID: 'bookmark-manager-staging-db',
    WAKE_TARGET_GROUP_ARN: 'arn:wake',
    SERVICES: JSON.stringify(services),
    ADDRESS: 'http://staging.example',
    SCHEDULE: JSON.stringify(slice),
  };
  return { json: { Environment: { Variables } } };
}
