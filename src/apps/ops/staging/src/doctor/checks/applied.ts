import { type Check, defineCheck, fault, ok } from '../check.ts';
import { DOORS } from '../doors.ts';
import type { Facts } from '../facts/facts.ts';

type Seen = Pick<Facts, 'repositories' | 'network' | 'groups' | 'database' | 'services' | 'door' | 'functions'>;

/** What stands for each unit: when it is there, the unit was applied. */
const UNITS = {
  ecr: ({ repositories }) => repositories.web !== null && repositories.api !== null,
  network: ({ network }) => network.vpcId !== null,
  security: ({ groups }) =>
    Object.values(DOORS).some(({ group }) => groups[group] !== undefined) &&
    groups.web !== undefined &&
    groups.api !== undefined &&
    groups.database !== undefined,
  database: ({ database }) => database !== null,
  compute: ({ services, door, functions }) =>
    services.of.web !== null &&
    services.of.api !== null &&
    door !== null &&
    functions.scheduler !== null &&
    functions.wake !== null,
} satisfies Record<string, (seen: Seen) => boolean>;

export const appliedChecks = {
  applied: defineCheck(['repositories', 'network', 'groups', 'database', 'services', 'door', 'functions'], (seen) => {
    const units = Object.entries(UNITS).map(([unit, isThere]) => ({ unit, there: isThere(seen) }));
    const missing = units.filter(({ there }) => !there).map(({ unit }) => unit);
    const evidence = units.map(({ unit, there }) => `${unit}: ${there ? 'there' : 'missing'}`).join(', ');
    if (missing.length === 0) return ok('All units are applied.', evidence);
    if (missing.length === units.length) return fault('Nothing is applied here yet.', evidence, 'staging up');
    return fault(`Applied by half: of ${missing.join(', ')} something is missing.`, evidence, 'staging up');
  }),
} satisfies Record<string, Check>;
