import { relative } from 'node:path';
import { sayDuration } from '@bookmark-manager/schedule';
import { type Check, defineCheck, fault, note, ok, worst } from '../check.ts';

const OLD_MS = 24 * 3_600_000;
/** No apply takes so long. */
const LEFT_BEHIND_MS = 60 * 60_000;

/** Terraform's side: is what is applied what this checkout says, does somebody hold a lock, are the caches whole. */
export const stateChecks = {
  drift: defineCheck(['plan', 'machineNow'], ({ plan, machineNow }) => {
    if (plan === null)
      return note('Not looked at: there is no plan to read it from.', '', 'staging plan   (or: staging doctor --deep)');
    const ageMs = machineNow.getTime() - plan.at.getTime();
    const age = ageMs < 60_000 ? 'just now' : `${sayDuration(ageMs)} ago`;
    const changing = Object.entries(plan.units).flatMap(([unit, { add, change, remove, outputs }]) => {
      const addresses = [...add, ...change, ...remove, ...outputs.map((name) => `output ${name}`)];
      return addresses.length > 0
        ? [`${unit}: ${addresses.slice(0, 4).join(', ')}${addresses.length > 4 ? ', …' : ''}`]
        : [];
    });
    if (changing.length > 0)
      return fault(
        `What is applied is not what this checkout says (a plan of ${age}).`,
        changing.join('; '),
        'staging plan',
      );
    if (ageMs > OLD_MS) return note(`A plan of ${age} was empty; it is old.`, '', 'staging doctor --deep');
    return ok(`A plan of all units, made ${age}, was empty.`);
  }),
  lock: defineCheck(['locks', 'machineNow'], ({ locks, machineNow }) =>
    worst(
      locks.map(({ unit, who, operation, since, id, local }) => {
        const ageMs = machineNow.getTime() - since.getTime();
        const evidence = `${operation} by ${who} since ${since.toISOString()}`;
        if (ageMs < LEFT_BEHIND_MS) return note(`${who} is changing ${unit} (${sayDuration(ageMs)}).`, evidence, null);
        if (local) return note(`A lock of ${unit} was left behind; the next run takes it over.`, evidence, null);
        return fault(
          `The state of ${unit} is locked since ${sayDuration(ageMs)}: nobody else can change it.`,
          evidence,
          `Ask ${who}. When that run is dead: cd infra/terraform/envs/staging/${unit} && terragrunt run -- force-unlock -force ${id}`,
        );
      }),
      ok('No state is locked.'),
    ),
  ),
  cache: defineCheck(['caches'], ({ caches }) => {
    const damaged = caches.filter(({ damage }) => damage !== null);
    return worst(
      damaged.map(({ folder, damage }) =>
        fault(
          "Terragrunt's cache is damaged: an init or a plan fails in it.",
          `${relative('.', folder)}: ${damage}`,
          'staging clean',
        ),
      ),
      ok(caches.length === 0 ? 'There is no cache yet.' : `${caches.length} caches are whole.`),
    );
  }),
} satisfies Record<string, Check>;
