import { minutesAgo } from '../testing.ts';
import { type Change, makesNotes, namesFaults } from '../testing-faults.ts';

const lock =
  (minutes: number, local: boolean): Change =>
  () => ({
    locks: [
      {
        unit: 'compute',
        who: 'ann@laptop',
        operation: 'OperationTypeApply',
        since: minutesAgo(minutes),
        id: 'abc',
        local,
      },
    ],
  });
const program = (version: string) => ({ path: '/usr/bin/x', version });

namesFaults([
  [
    'no Terraform',
    ({ machine }) => ({ machine: { ...machine, terraform: null } }),
    'tools.terraform',
    /not on this machine/,
    /mise install/,
  ],
  [
    'an old Terraform',
    ({ machine }) => ({ machine: { ...machine, terraform: program('1.9.8') } }),
    'tools.terraform',
    /1\.9\.8 is too old/,
    /mise install/,
  ],
  [
    'a Terragrunt of before 1',
    ({ machine }) => ({ machine: { ...machine, terragrunt: program('0.68.4') } }),
    'tools.terragrunt',
    /too old/,
    /mise install/,
  ],
  [
    'a Terragrunt that does not start',
    ({ machine }) => ({ machine: { ...machine, terragrunt: program('') } }),
    'tools.terragrunt',
    /does not start/,
    /mise/,
  ],
  ['no rehearsal', () => ({ target: null }), 'target', /No rehearsal runs/, /npm start/],
  [
    'no terraform.tfvars',
    ({ tfvars }) => ({ tfvars: { ...tfvars, exists: false, written: [] } }),
    'allow-list',
    /There is no terraform\.tfvars/,
    /configure/,
  ],
  [
    'an empty allow-list',
    ({ tfvars }) => ({ tfvars: { ...tfvars, written: [] } }),
    'allow-list',
    /lets nobody in/,
    /configure/,
  ],
  [
    'a mistake in terraform.tfvars',
    ({ tfvars }) => ({ tfvars: { ...tfvars, mistake: 'terraform.tfvars, line 3: no end.' } }),
    'allow-list',
    /line 3/,
    /allow/,
  ],
  [
    'the whole world let in',
    ({ groups }) => ({
      groups: {
        ...groups,
        alb: { id: 'sg-alb', ingress: [{ from: 443, to: 443, groups: [], cidrs: ['0.0.0.0/0'] }], egress: [] },
      },
    }),
    'allow-list.applied',
    /whole world/,
    /allow remove/,
  ],
  ['a database that was never made', () => ({ database: null }), 'applied', /by half: of database/, /staging up/],
  [
    'a change by hand (drift)',
    () => ({
      plan: { at: minutesAgo(5), units: { compute: { add: [], change: ['aws_lb.this'], remove: [], outputs: [] } } },
    }),
    'drift',
    /not what this checkout says \(a plan of 5 min ago\)/,
    /staging plan/,
  ],
  ['a lock that was left behind', lock(180, false), 'lock', /locked since 3 h/, /force-unlock -force abc/],
  [
    'a damaged cache',
    () => ({ caches: [{ folder: '/x', damage: 'the module is gone from it' }] }),
    'cache',
    /damaged/,
    /staging clean/,
  ],
  [
    'an empty zip',
    ({ bundles }) => ({ bundles: bundles.map((one) => ({ ...one, zip: { bytes: 0, isZip: false, sha256: '' } })) }),
    'lambda.scheduler.bundle',
    /non-empty zip/,
    /build_lambdas/,
  ],
  [
    'a source deployed instead of a bundle',
    ({ functions }) => ({
      functions: { ...functions, scheduler: functions.scheduler && { ...functions.scheduler, bytes: 900 } },
    }),
    'lambda.scheduler',
    /without its code/,
    /staging up/,
  ],
  [
    'code that Lambda could not take',
    ({ functions }) => ({
      functions: {
        ...functions,
        wake: functions.wake && { ...functions.wake, lastUpdate: 'Failed', why: 'InvalidImage' },
      },
    }),
    'lambda.wake',
    /could not take/,
    /staging up/,
  ],
]);

makesNotes([
  ['an old aws CLI', ({ machine }) => ({ machine: { ...machine, aws: program('1.44.0') } }), 'tools.aws', /too old/],
  [
    'no builder',
    ({ machine }) => ({ machine: { ...machine, builder: null } }),
    'tools.builder',
    /only building images/,
  ],
  [
    'an allow-list that is not applied',
    ({ tfvars }) => ({ tfvars: { ...tfvars, written: ['192.0.2.9/32'] } }),
    'allow-list.applied',
    /not the one in/,
  ],
  ['no plan', () => ({ plan: null }), 'drift', /Not looked at/],
  ['an old plan', () => ({ plan: { at: minutesAgo(60 * 50), units: {} } }), 'drift', /2 d 2 h ago was empty/],
  ['a colleague who applies', lock(2, false), 'lock', /ann@laptop is changing compute/],
  ['a lock on disk that was left behind', lock(180, true), 'lock', /takes it over/],
  [
    'a source that changed',
    ({ bundles }) => ({ bundles: bundles.map((one) => ({ ...one, newerSource: '/x/wake.ts' })) }),
    'lambda.wake.bundle',
    /changed after/,
  ],
  [
    'no bundle yet',
    ({ bundles }) => ({ bundles: bundles.map((one) => ({ ...one, zip: null })) }),
    'lambda.wake.bundle',
    /not bundled yet/,
  ],
  [
    'other code than is deployed',
    ({ bundles }) => ({
      bundles: bundles.map((one) => ({ ...one, zip: one.zip && { ...one.zip, sha256: 'other' } })),
    }),
    'lambda.wake',
    /not the bundle of this checkout/,
  ],
  [
    'limits that are off',
    () => ({ world: { unlimited: 'no control groups', architecture: 'ARM64', faults: [], rootless: null } }),
    'limits',
    /Limits are off/,
  ],
  [
    'no root of its own for an image',
    () => ({ world: { unlimited: null, architecture: 'ARM64', faults: [], rootless: 'not root' } }),
    'roots',
    /image's folder/,
  ],
  [
    'a fault that was ordered',
    () => ({ world: { unlimited: null, architecture: 'ARM64', faults: ['capacity of web'], rootless: null } }),
    'faults',
    /capacity of web/,
  ],
]);
