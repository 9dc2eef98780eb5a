import { join } from 'node:path';
import { SUPERUSER } from './make.ts';

/** The server's settings, as arguments of `postgres`. `folder` holds its certificate and its rules of access. */
export function settings(folder: string, port: number): string[] {
  const values = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    hba_file: join(folder, 'hba.conf'),
    ssl: 'on',
    ssl_cert_file: join(folder, 'server.crt'),
    ssl_key_file: join(folder, 'server.key'),
    ssl_ca_file: join(folder, 'ca.crt'),
    password_encryption: 'scram-sha-256',
    shared_buffers: '32MB',
    max_wal_size: '256MB',
    log_checkpoints: 'off',
    log_timezone: 'UTC',
    timezone: 'UTC',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** The rules of access (`pg_hba.conf`): loopback only. The superuser comes in by certificate alone: there is no password that could leak. */
export function hba(forceTls: boolean): string {
  const kinds = forceTls ? ['hostssl'] : ['hostssl', 'hostnossl'];
  return [
    `hostssl all ${SUPERUSER} 127.0.0.0/8 cert`,
    `host all ${SUPERUSER} all reject`,
    ...kinds.map((kind) => `${kind} all all 127.0.0.0/8 scram-sha-256`),
    '',
  ].join('\n');
}
