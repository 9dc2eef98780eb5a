import type { Rewrite } from '../../context.ts';
import type { ContainerDefinition, ContainerOverride } from '../types.ts';

type Sources = {
  /** What the container's room begins with. */
  room: Record<string, string>;
  definition: ContainerDefinition;
  override: ContainerOverride | undefined;
  secrets: Record<string, string>;
  rewrite: Rewrite;
  /** Of the rehearsal: the endpoint, the certificate authority. They win over the definition's. */
  extra: Record<string, string>;
  address: string;
  region: string;
};

/** A container's whole environment: nothing of the rehearsal's own environment is in it. VPC names are rewritten. */
export function environmentOf(sources: Sources): Record<string, string> {
  const { room, definition, override, secrets, rewrite, extra, address, region } = sources;
  const given = { ...pairs(definition.environment), ...secrets, ...pairs(override?.environment) };
  const rewritten = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, rewrite(value)]));
  return {
    ...room,
    HOSTNAME: `ip-${address.replaceAll('.', '-')}.${region}.compute.internal`,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: 'AWS_ECS_FARGATE',
    ...rewritten,
    ...extra,
    HOST: address,
  };
}

function pairs(list: readonly { name?: string; value?: string }[] | undefined): Record<string, string> {
  return Object.fromEntries((list ?? []).map(({ name = '', value = '' }) => [name, value]));
}
