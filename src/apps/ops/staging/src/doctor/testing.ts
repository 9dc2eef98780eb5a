import { NO_MEMORY, type ScheduleSlice } from '@bookmark-manager/schedule';
import { TASK } from '../price/testing.ts';
import type { TaskRow } from '../tasks/read.ts';
import type { Looks } from './check.ts';
import type { Facts } from './facts/facts.ts';
import type { Definition, ServiceFacts } from './facts/services.ts';

export const NOW = new Date('2026-12-01T03:00:00Z');
export const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

const REPOSITORY = '123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/bookmark-manager-staging';
export const digestOf = (letter: string) => `sha256:${letter.repeat(64)}`;
const IMAGES = { web: `${REPOSITORY}-web@${digestOf('a')}`, api: `${REPOSITORY}-api@${digestOf('b')}` };
const parameter = (name: string) => `/bookmark-manager/staging/${name}`;

export const definition = (kind: 'web' | 'api' | 'migrate', secrets: string[]): Definition => ({
  name: `bookmark-manager-staging-${kind}:3`,
  image: kind === 'web' ? IMAGES.web : IMAGES.api,
  architecture: 'ARM64',
  imageArchitectures: ['ARM64'],
  secrets: secrets.map((name) => ({ name, parameter: parameter(name) })),
  init: true,
  readonlyRoot: false,
});

export const service = (kind: 'web' | 'api', secrets: string[] = []): ServiceFacts => ({
  desired: 1,
  running: 1,
  awakeCount: 1,
  exec: true,
  publicAddress: true,
  subnets: ['subnet-1', 'subnet-2'],
  groups: [`sg-${kind}`],
  definition: definition(kind, secrets),
  size: TASK,
  rollout: { state: 'COMPLETED', why: 'ECS deployment ecs-svc/1 completed.', failed: 0 },
  events: [],
});

export const task = (changes: Partial<TaskRow>): TaskRow => ({
  id: '1'.repeat(32),
  family: 'api',
  status: 'RUNNING',
  health: 'HEALTHY',
  createdAt: minutesAgo(100).toISOString(),
  startedAt: minutesAgo(99).toISOString(),
  stoppedAt: null,
  why: null,
  explained: null,
  exec: 'RUNNING',
  ...changes,
});

const rule = (port: number, to: { groups?: string[]; cidrs?: string[] }) => ({
  from: port,
  to: port,
  groups: to.groups ?? [],
  cidrs: to.cidrs ?? [],
});
const out = rule(443, { cidrs: ['0.0.0.0/0'] });
const hours = [['09:00', '22:00']] as [string, string][];
const slice: ScheduleSlice = {
  calendar: { closed_days: [], open_days: [] },
  schedule: {
    mode: 'office-hours',
    office_hours: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
    public_holidays: true,
    database_sleeps: true,
    wake_lead_minutes: 15,
    start_lasts_minutes: 120,
    wake_on_visit: 'button',
    stay_awake_while_used: true,
  },
};
const program = (name: string, version: string) => ({ path: `/usr/bin/${name}`, version });
const healthy = (id: string) => [{ id, state: 'healthy', reason: '', description: '' }];
const code = { bytes: 200_000, sha256: 'same', state: 'Active', lastUpdate: 'Successful', why: '' };
const zip = { bytes: 200_000, isZip: true, sha256: 'same' };
const route = { via: 'igw-1', alive: true };
const EMPTY_PLAN = { add: [], change: [], remove: [], outputs: [] };

/** A Tuesday at noon in Tokyo, and everything as it should be, on AWS. */
export const HEALTHY: Facts = {
  now: NOW,
  machineNow: NOW,
  target: 'aws',
  machine: {
    terraform: program('terraform', '1.11.4'),
    terragrunt: program('terragrunt', '1.1.3'),
    aws: program('aws', '2.31.0'),
    sessionManagerPlugin: program('session-manager-plugin', '1.2.707.0'),
    builder: program('docker', ''),
  },
  world: null,
  chosen: { backend: 's3', mongodb: false, allowHttp: false },
  tfvars: { file: 'terraform.tfvars', exists: true, mistake: null, written: ['192.0.2.1/32'] },
  bundles: [
    { of: 'scheduler', file: 'ecs_scheduler.zip', zip, newerSource: null },
    { of: 'wake', file: 'wake.zip', zip, newerSource: null },
  ],
  caches: [{ folder: '/repository/network/.terragrunt-cache/a/b', damage: null }],
  locks: [],
  plan: { at: minutesAgo(30), units: { network: EMPTY_PLAN, compute: EMPTY_PLAN } },
  account: { id: '123456789012', arn: 'arn:aws:iam::123456789012:user/someone' },
  repositories: {
    web: [{ digest: digestOf('a'), tags: ['v1'], bytes: 60_000_000 }],
    api: [{ digest: digestOf('b'), tags: ['v1'], bytes: 70_000_000 }],
  },
  deployed: {
    images: {
      web: { image: IMAGES.web, migration: null, commit: null },
      api: { image: IMAGES.api, migration: '20261124000000_bookmarks', commit: null },
    },
    migration: '20261124000000_bookmarks',
    memory: NO_MEMORY,
  },
  functions: { scheduler: code, wake: code },
  groups: {
    alb: {
      id: 'sg-alb',
      ingress: [rule(443, { cidrs: ['192.0.2.1/32'] }), rule(80, { cidrs: ['192.0.2.1/32'] })],
      egress: [rule(3000, { groups: ['sg-web'] }), rule(3001, { groups: ['sg-api'] })],
    },
    web: {
      id: 'sg-web',
      ingress: [rule(3000, { groups: ['sg-alb'] })],
      egress: [rule(3001, { groups: ['sg-api'] }), out],
    },
    api: {
      id: 'sg-api',
      ingress: [rule(3001, { groups: ['sg-alb', 'sg-web'] })],
      egress: [rule(5432, { groups: ['sg-database'] }), out],
    },
    database: { id: 'sg-database', ingress: [rule(5432, { groups: ['sg-api'] })], egress: [] },
  },
  network: {
    vpcId: 'vpc-1',
    tables: [
      { main: true, subnets: [], defaultRoute: null },
      { main: false, subnets: ['subnet-1', 'subnet-2'], defaultRoute: route },
    ],
    nats: [],
    endpoints: [{ service: 's3', interface: false, state: 'available', zones: 0 }],
  },
  services: {
    of: { web: service('web'), api: service('api', ['DATABASE_URL', 'JWT_SECRET']) },
    migrate: definition('migrate', ['DATABASE_URL', 'DATABASE_ADMIN_URL']),
  },
  tasks: [task({ family: 'web', id: '2'.repeat(32) }), task({})],
  secrets: {
    present: ['DATABASE_URL', 'DATABASE_ADMIN_URL', 'JWT_SECRET'].map(parameter),
    changedAt: { [parameter('DATABASE_URL')]: minutesAgo(3000), [parameter('JWT_SECRET')]: minutesAgo(101) },
    rotations: [],
    mistakes: {},
    databaseHosts: { DATABASE_URL: 'db.example', DATABASE_ADMIN_URL: 'db.example' },
  },
  database: {
    engine: 'rds',
    version: '18.4',
    status: 'available',
    host: 'db.example',
    port: 5432,
    backupWindow: '03:00-03:30',
    backupDays: 7,
    maintenanceWindow: 'wed:04:00-wed:04:30',
    publiclyAccessible: false,
    groups: ['sg-database'],
  },
  door: {
    kind: 'alb',
    url: 'https://bookmarks.example',
    state: 'active',
    https: true,
    certificates: ['arn:aws:acm:ap-northeast-1:123456789012:certificate/1'],
    allowList: null,
    targets: { web: healthy('10.0.0.1'), api: healthy('10.0.0.2') },
    probe: { status: 200 },
  },
  life: {
    status: {
      condition: 'awake',
      because: { code: 'office-hours', text: 'office hours' },
      until: '2026-12-01T13:00:00.000Z',
      now: NOW.toISOString(),
      url: null,
      services: [],
      database: { status: 'available' },
      leases: [],
    },
    remarks: { wanted: 'awake', waiting: [], problems: [] },
    slice,
  },
  told: [],
};

/** A night at which everything sleeps as it should. */
export const ASLEEP: Facts = {
  ...HEALTHY,
  services: {
    ...HEALTHY.services,
    of: {
      web: { ...service('web'), desired: 0, running: 0 },
      api: { ...service('api', ['DATABASE_URL', 'JWT_SECRET']), desired: 0, running: 0 },
    },
  },
  tasks: [],
  database: HEALTHY.database && { ...HEALTHY.database, status: 'stopped' },
  door: HEALTHY.door && { ...HEALTHY.door, targets: { web: [], api: [] }, probe: { status: 503 } },
  life: {
    ...HEALTHY.life,
    status: { ...HEALTHY.life.status, condition: 'asleep', because: { code: 'outside-hours', text: 'outside hours' } },
    remarks: { wanted: 'asleep', waiting: [], problems: [] },
  },
};

/** Every fact as one that was seen. */
export const seen = (facts: Facts): Looks =>
  Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, { seen: fact }])) as unknown as Looks;

/** Every fact as one that nobody could look at. */
export const unseen = (why: string): Looks =>
  Object.fromEntries(Object.keys(HEALTHY).map((name) => [name, { unseen: why }])) as unknown as Looks;
