import { usageError } from '../errors.ts';
import { isSecretName, SECRETS, type SecretName } from './names.ts';

/** @throws StagingError, as bad usage, for a name that the environment does not know */
export function named(name: string): SecretName {
  if (isSecretName(name)) return name;
  throw usageError(`There is no secret "${name}".`, `One of ${Object.keys(SECRETS).join(', ')}.`);
}
