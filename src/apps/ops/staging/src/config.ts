import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { usageError } from './errors.ts';

export type Environment = Record<string, string>;

/** What the caller's environment and the place of this file decide. */
export type Config = {
  /** The repository, absolute. */
  root: string;
  /** `infra/terraform/envs/staging`, absolute: where the units are. */
  unitsDirectory: string;
  /** `.rehearsal`, absolute. */
  rehearsalDirectory: string;
  /** STAGING_ON=aws. */
  onAws: boolean;
  noColor: boolean;
  /** The caller's whole environment: what children inherit after each target has cleaned it. */
  environment: Environment;
};

/** Reads the environment, once. Nothing else in this package looks at `process.env`. */
export function readConfig(source: Record<string, string | undefined> = process.env): Config {
  const environment = Object.fromEntries(
    Object.entries(source).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const parsed = settings.safeParse(environment);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw usageError(`${issue?.path.join('.') ?? 'The environment'}: ${issue?.message ?? 'is not valid'}`);
  }
  const root = findRoot();
  return {
    root,
    unitsDirectory: join(root, 'infra/terraform/envs/staging'),
    rehearsalDirectory: resolve(root, parsed.data.STAGING_REHEARSAL_DIR || '.rehearsal'),
    onAws: parsed.data.STAGING_ON === 'aws',
    noColor: Boolean(parsed.data.NO_COLOR),
    environment,
  };
}

/** Makes the process's own environment, which the AWS SDK reads, the target's. */
export function adopt(environment: Environment): void {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  // The bundle is built with its SDK: which Node that SDK's later versions want is no news for who types a command.
  Object.assign(process.env, environment, { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' });
}

const settings = z.object({
  STAGING_ON: z.enum(['aws', 'rehearsal', ''], { error: 'is neither "aws" nor "rehearsal"' }).optional(),
  STAGING_REHEARSAL_DIR: z.string().optional(),
  NO_COLOR: z.string().optional(),
});

/** The repository that holds this file, whether it runs from `src` or bundled. */
function findRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'pnpm-workspace.yaml'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('The command is not inside its repository.');
    folder = parent;
  }
  return folder;
}
