import { join } from 'node:path';
import type { Config } from '../config.ts';
import { usageError } from '../errors.ts';
import { SERVICES, type Service } from '../names.ts';

/** Where `staging build` leaves an image of a service, and `staging push` finds it. */
export const layoutOf = (service: Service, { root }: Pick<Config, 'root'>): string =>
  join(root, 'dist/images', service);

/** The services that are named; all of them when none is. @throws StagingError for another name */
export function namedServices(words: readonly string[]): readonly Service[] {
  const unknown = words.find((word) => !SERVICES.some((service) => service === word));
  if (unknown !== undefined) throw usageError(`expected ${SERVICES.join(' or ')}, found "${unknown}".`);
  return words.length === 0 ? SERVICES : SERVICES.filter((service) => words.includes(service));
}

/** What ECR takes for a tag. */
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;

/** @throws StagingError for what is no tag */
export function checkTags(tags: readonly string[]): readonly string[] {
  const bad = tags.find((tag) => !TAG.test(tag));
  if (bad === undefined) return tags;
  throw usageError(`--tag: "${bad}" is no tag: letters, digits, ".", "_" and "-", 128 at most, no "." or "-" first.`);
}
