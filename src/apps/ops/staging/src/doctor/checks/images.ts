import { SERVICES, type Service } from '../../names.ts';
import { type Check, defineCheck, fault, note, ok, waits } from '../check.ts';

const each = (check: (service: Service) => Check, family: string): Record<string, Check> =>
  Object.fromEntries(SERVICES.map((service) => [`${family}.${service}`, check(service)]));

/** What web and API run: is it still there, is it what was deployed, is it for this processor. */
export const imageChecks: Readonly<Record<string, Check>> = {
  ...each(image, 'image'),
  ...each(architecture, 'architecture'),
  migration: defineCheck(['deployed'], ({ deployed: { images, migration } }) => {
    const needed = images.api?.migration ?? null;
    if (needed === null) return waits('no image of the API says which migration it needs');
    if (migration !== null && migration >= needed) return ok(`The database has the migration ${migration}.`);
    const evidence = `needed: ${needed}; applied: ${migration ?? 'none'}`;
    return fault("The database lacks a migration that the API's image needs.", evidence, 'staging db migrate');
  }),
};

function image(service: Service): Check {
  return defineCheck(['services', 'deployed', 'repositories'], ({ services, deployed, repositories }) => {
    const definition = services.of[service]?.definition;
    const stored = repositories[service];
    if (!definition || stored === null) return waits(`${service} has no service yet, or no repository`);
    const [, digest] = definition.image.split('@');
    const tag = digest ? undefined : (/:([^/:]+)$/.exec(definition.image)?.[1] ?? 'latest');
    const isStored = digest
      ? stored.some((one) => one.digest === digest)
      : stored.some(({ tags }) => tags.includes(tag ?? ''));
    const known = deployed.images[service]?.image ?? null;
    if (!isStored && known === null && tag !== undefined)
      return fault(`No image of ${service} was pushed yet.`, definition.image, `staging deploy ${service}`);
    if (!isStored)
      return fault(
        `The image that ${service} runs is not in ECR any more: the next task will not start.`,
        definition.image,
        `staging deploy ${service}`,
      );
    if (known !== null && known !== definition.image)
      return note(
        `${service} does not run what was deployed last: one is typed into compute/terragrunt.hcl, or it is not applied yet.`,
        `deployed ${known}; runs ${definition.image}`,
        'staging up',
      );
    return ok(`The image of ${service} is there.`, definition.image);
  });
}

function architecture(service: Service): Check {
  return defineCheck(['services', 'world'], ({ services, world }) => {
    const definition = services.of[service]?.definition;
    if (!definition) return waits(`${service} has no service yet`);
    const built = definition.imageArchitectures;
    // In a rehearsal the machine's own processor stands in for the shape's.
    const wanted = world?.architecture ?? definition.architecture;
    if (built === null)
      return note(`Not looked at: ECR does not say for which processor ${service} was built.`, definition.image, null);
    if (built.includes(wanted)) return ok(`${service} is built for ${wanted}.`);
    return fault(
      `The image of ${service} is built for ${built.join(', ') || 'another processor'}, its tasks run on ${wanted}.`,
      definition.image,
      `staging deploy ${service}`,
    );
  });
}
