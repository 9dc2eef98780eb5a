import { join } from 'node:path';
import type { Config } from '../config.ts';

/** The `terraform.tfvars` of a target: the rehearsal has its own, so that the real one is never written. */
export function tfvarsFile(config: Config, kind: 'rehearsal' | 'aws'): string {
  return join(kind === 'aws' ? config.unitsDirectory : config.rehearsalDirectory, 'terraform.tfvars');
}
