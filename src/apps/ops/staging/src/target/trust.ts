import { existsSync, readFileSync } from 'node:fs';
import tls from 'node:tls';

/** Has this process believe the certificates of one more authority (a PEM file): the rehearsal's own. A file that is not there adds none. */
export function trust(certificateAuthorityFile: string): void {
  // Node has it from 22.19 on; with an older one the rehearsal's HTTPS is not believed, and whoever asks by it says so.
  if (typeof tls.setDefaultCACertificates !== 'function' || !existsSync(certificateAuthorityFile)) return;
  const own = readFileSync(certificateAuthorityFile, 'utf8');
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), own]);
}
