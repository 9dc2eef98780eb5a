import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { beforeAll, describe, expect, it } from 'vitest';
import { carryClient } from './postgres.ts';

const NAME = 'db.internal';
let pem: { key: Buffer; cert: Buffer };
beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'tunnel-'));
  const [key, cert] = [join(folder, 'key'), join(folder, 'cert')];
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const names = ['-subj', `/CN=${NAME}`, '-addext', `subjectAltName=DNS:${NAME}`];
  execFileSync('openssl', [...request, ...names, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  pem = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(folder, { recursive: true });
});

/** What speaks like a database: TLS when asked, then it offers two mechanisms and tells what it was sent. */
async function startDatabase() {
  const heard: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', () => {
      socket.write('S');
      const secure = new TLSSocket(socket, { isServer: true, ...pem });
      secure.on('error', () => socket.destroy());
      secure.on('data', (data) => {
        heard.push(data.toString('latin1'));
        secure.write(offer('SCRAM-SHA-256-PLUS', 'SCRAM-SHA-256'));
      });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, heard, port: (server.address() as AddressInfo).port };
}

/** A client of this machine, whose connection is carried to the database. */
async function carried(verification: { name: string; certificates: string }) {
  const { server, heard, port } = await startDatabase();
  const failed = Promise.withResolvers<string>();
  const door = createServer((client: Socket) => {
    const far = connect(port, '127.0.0.1').on('error', () => undefined);
    carryClient(client, far, verification).catch((error: Error) => {
      failed.resolve(error.message);
      client.destroy();
      far.destroy();
    });
  });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  const client = connect((door.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);
  return {
    client,
    heard,
    failed: failed.promise,
    [Symbol.dispose]() {
      client.destroy();
      door.close();
      server.close();
    },
  };
}

const TLS_REQUEST = Buffer.from('0000000804d2162f', 'hex');
const STARTUP = Buffer.concat([Buffer.from([0, 0, 0, 14, 0, 3, 0, 0]), Buffer.from('user\0\0')]);

describe('a connection to the database', () => {
  it('is encrypted on its way, and plain for the client', async () => {
    using opened = await carried({ name: NAME, certificates: pem.cert.toString() });
    opened.client.write(TLS_REQUEST);
    expect(String((await once(opened.client, 'data'))[0])).toBe('N');
    opened.client.write(STARTUP);
    expect((await once(opened.client, 'data'))[0]).toEqual(offer('SCRAM-SHA-256'));
    expect(opened.heard.join('')).toBe(STARTUP.toString('latin1'));
  });

  it.each([
    ['has another name', () => ({ name: 'other.internal', certificates: pem.cert.toString() }), /other\.internal/],
    ['nobody vouches for', () => ({ name: NAME, certificates: '' }), /self-signed certificate/],
  ])('is broken off when the one that answers %s', async (_, verification, words) => {
    using opened = await carried(verification());
    opened.client.write(STARTUP);
    expect(await opened.failed).toMatch(words);
    expect(opened.heard).toEqual([]);
  });
});

function offer(...mechanisms: string[]): Buffer {
  const list = Buffer.from(`${mechanisms.map((name) => `${name}\0`).join('')}\0`);
  const message = Buffer.concat([Buffer.from([0x52, 0, 0, 0, 0, 0, 0, 0, 10]), list]);
  message.writeUInt32BE(message.length - 1, 1);
  return message;
}
