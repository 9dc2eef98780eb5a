import { join } from 'node:path';
import type { Environment } from '../config.ts';
import { REGION } from '../names.ts';
import type { Tools } from '../terragrunt/tools.ts';
import type { Backend } from '../tfstate/place.ts';

/** What the emulator is told instead of the caller's own credentials. */
export const REHEARSAL_KEY = 'rehearsal';

/** Terragrunt's cache for the rehearsal, in `.rehearsal`. */
export const CACHE = 'terragrunt-cache';

export type RehearsalPlace = {
  /** The relay's address. */
  endpoint: string;
  /** `.rehearsal`, absolute. */
  directory: string;
  /** What Terragrunt is to use; left out where only the AWS API is called. */
  tools?: Pick<Tools, 'terraform' | 'terraformCliConfig'>;
  /** Where the states are; env.hcl says it for the real account only. */
  backend: Backend;
  /** Overrides the committed shape. */
  shape?: string | undefined;
};

/**
 * Only what the rehearsal itself sets, by name. AWS_CONFIG_FILE and the credentials file are its own, so that nothing of
 * the caller's `~/.aws` (another endpoint, a role) has a say. `writeTools` makes these files and the folder on PATH.
 */
export function rehearsalSettings(place: RehearsalPlace): Environment {
  return {
    AWS_ENDPOINT_URL: place.endpoint,
    AWS_ACCESS_KEY_ID: REHEARSAL_KEY,
    AWS_SECRET_ACCESS_KEY: REHEARSAL_KEY,
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: join(place.directory, 'aws', 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(place.directory, 'aws', 'credentials'),
    STAGING_STATE_DIR: join(place.directory, 'state'),
    STAGING_BACKEND: place.backend,
    STAGING_TFVARS: join(place.directory, 'terraform.tfvars'),
    // A cache remembers the state that it was made for: one shared with the real account would refuse both.
    TG_DOWNLOAD_DIR: join(place.directory, CACHE),
    ...(place.shape ? { STAGING_SHAPE: place.shape } : {}),
    ...(place.tools ? toolSettings(place.tools) : {}),
  };
}

/**
 * Tells Terragrunt which Terraform, and Terraform where its providers are; and has Go collect garbage less often: reading the
 * AWS provider's schema is most of what a run computes, and takes 3.3 core-seconds so, not 4.7, for 50 MB more.
 */
export function toolSettings(tools: Pick<Tools, 'terraform' | 'terraformCliConfig'>): Environment {
  return {
    ...(tools.terraformCliConfig ? { TF_CLI_CONFIG_FILE: tools.terraformCliConfig } : {}),
    TG_TF_PATH: tools.terraform,
    CHECKPOINT_DISABLE: '1',
    GOGC: '400',
  };
}

/** The whole environment of a program that is to reach the rehearsal: the caller's, without its AWS variables, with ours. */
export function rehearsalEnvironment(caller: Environment, place: RehearsalPlace): Environment {
  const kept = Object.entries(caller).filter(([name]) => !isDecidedByUs(name));
  const environment = { ...Object.fromEntries(kept), ...rehearsalSettings(place) };
  return { ...environment, NO_PROXY: withLoopback(caller.NO_PROXY ?? caller.no_proxy) };
}

/** Whether a variable of the caller could lead a program elsewhere than the target does. */
export function isDecidedByUs(name: string): boolean {
  return name.startsWith('AWS_') || OURS.has(name);
}

const OURS = new Set([
  'STAGING_BACKEND',
  'STAGING_STATE_DIR',
  'STAGING_TFVARS',
  'STAGING_SHAPE',
  'STAGING_ON',
  'TF_DATA_DIR',
]);

/** Python's HTTP clients would ask a proxy for 127.0.0.1 too. */
function withLoopback(noProxy: string | undefined): string {
  const listed = (noProxy ?? '').split(',').filter(Boolean);
  return [...new Set([...listed, '127.0.0.1', 'localhost'])].join(',');
}

/**
 * The environment for the real account: the caller's, without any `AWS_ENDPOINT_URL*` and without what `staging env`
 * may have set for the rehearsal. `dropped` names what was taken out, to be said aloud.
 */
export function awsEnvironment(caller: Environment): { environment: Environment; dropped: string[] } {
  const leftOver = caller.AWS_ACCESS_KEY_ID === REHEARSAL_KEY;
  const drops = (name: string) =>
    name.startsWith('AWS_ENDPOINT_URL') || OURS.has(name) || (leftOver && REHEARSAL_ONLY.has(name));
  const dropped = Object.keys(caller).filter(drops).sort();
  const kept = Object.entries(caller).filter(([name]) => !drops(name));
  return {
    environment: {
      ...Object.fromEntries(kept),
      // An `endpoint_url` in ~/.aws/config counts no more than a variable does.
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
    },
    dropped,
  };
}

const REHEARSAL_ONLY = new Set([
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_EC2_METADATA_DISABLED',
  'TG_DOWNLOAD_DIR',
]);
