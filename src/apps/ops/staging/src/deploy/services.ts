import { usageError } from '../errors.ts';
import { SERVICES, type Service } from '../names.ts';

/** Web asks the API, so the API goes first. */
const IN_ORDER: readonly Service[] = ['api', 'web'];

/** The services that were named, in the order in which they are deployed; both without a name. @throws StagingError (bad usage) */
export function chooseServices(names: readonly string[]): Service[] {
  const unknown = names.find((name) => !SERVICES.some((service) => service === name));
  if (unknown !== undefined) throw usageError(`There is no service "${unknown}".`, `One of ${SERVICES.join(', ')}.`);
  return IN_ORDER.filter((service) => names.length === 0 || names.includes(service));
}
