import * as z from 'zod';
import { StagingError } from '../errors.ts';

/** What a state says of itself. Values of resources and outputs are left out: nothing here prints them. */
export type State = {
  /** The name of this state's history: two states with another one never were the same. */
  lineage: string;
  /** Counts the changes of that history. */
  serial: number;
  /** The Terraform that wrote it. */
  terraformVersion: string;
  /** Addresses of what it manages, sorted. */
  resources: string[];
};

/**
 * Reads a state file (format 4).
 * @throws StagingError naming where it lies when it is no state
 */
export function parseState(text: string, where: string): State {
  const parsed = stateFile.safeParse(parseJson(text));
  if (!parsed.success) {
    throw new StagingError(`${where} is damaged: it is no state of Terraform.`, {
      hint: 'Put the one before it in its place: terraform.tfstate.backup beside it, or an earlier version in the bucket.',
    });
  }
  const { lineage, serial, terraform_version, resources } = parsed.data;
  const managed = resources.filter(({ mode }) => mode === 'managed');
  return { lineage, serial, terraformVersion: terraform_version, resources: managed.flatMap(addresses).sort() };
}

const resource = z.object({
  module: z.string().optional(),
  mode: z.enum(['managed', 'data']),
  type: z.string(),
  name: z.string(),
  instances: z.array(z.object({ index_key: z.union([z.string(), z.number()]).optional() })),
});

const stateFile = z.object({
  version: z.literal(4),
  terraform_version: z.string(),
  serial: z.int().nonnegative(),
  lineage: z.string(),
  resources: z.array(resource),
});

function addresses({ module, type, name, instances }: z.infer<typeof resource>): string[] {
  const address = [module, type, name].filter(Boolean).join('.');
  return instances.map(({ index_key: key }) => (key === undefined ? address : `${address}[${JSON.stringify(key)}]`));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
