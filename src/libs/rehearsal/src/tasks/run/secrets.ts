import type { Cloud } from '../cloud.ts';
import type { ContainerDefinition } from '../types.ts';
import { StartFailure } from './start-failure.ts';

const PREFIX =
  'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: ';
const AT_ONCE = 10;

/** The secrets of a container, by the names it sees, from SSM by `valueFrom` (a parameter's name or ARN). */
export async function pullSecrets(
  cloud: Pick<Cloud, 'parameters'>,
  container: ContainerDefinition,
): Promise<Record<string, string>> {
  const wanted = (container.secrets ?? []).map(({ name, valueFrom }) => ({
    name,
    parameter: parameterName(valueFrom),
  }));
  const found = new Map<string, string>();
  const names = [...new Set(wanted.map(({ parameter }) => parameter))];
  for (let at = 0; at < names.length; at += AT_ONCE) {
    const values = await cloud.parameters(names.slice(at, at + AT_ONCE)).catch((error: Error) => {
      throw new StartFailure(`${PREFIX}unable to retrieve secrets from ssm: ${error.message}`);
    });
    for (const [name, value] of values) found.set(name, value);
  }
  const missing = names.filter((name) => !found.has(name));
  if (missing.length > 0) {
    const retried = 'service call has been retried 1 time(s)';
    throw new StartFailure(
      `${PREFIX}unable to retrieve secrets from ssm: ${retried}: invalid ssm parameters: ${missing.join(', ')}`,
    );
  }
  return Object.fromEntries(wanted.map(({ name, parameter }) => [name, found.get(parameter) ?? '']));
}

/** `arn:aws:ssm:…:parameter/a/b` is `/a/b`, `…:parameter/a` is `a`; anything else is a name already. */
export function parameterName(valueFrom: string): string {
  if (!valueFrom.startsWith('arn:')) return valueFrom;
  const path = /^arn:[^:]*:ssm:[^:]*:[^:]*:parameter\/(.+)$/.exec(valueFrom)?.[1];
  if (path === undefined) throw new StartFailure(`${PREFIX}only SSM parameters are known here, not ${valueFrom}`);
  return path.includes('/') ? `/${path}` : path;
}
