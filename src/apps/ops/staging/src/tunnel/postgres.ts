import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type TLSSocket } from 'node:tls';

/** Whom a connection must prove to reach: the database's own name, and who vouches for it. */
export type Verification = { name: string; certificates: string };

/** A request for encryption: its length, then one of two codes. */
const REQUEST_BYTES = 8;
const TLS_REQUEST = 80877103;
const GSS_REQUEST = 80877104;

/** A message of the database: a letter, then its length, which counts itself. */
const HEAD_BYTES = 5;
const AUTHENTICATION = 0x52;
const NEGOTIATION = 0x76;
/** The kind of authentication that lists its mechanisms. */
const SASL = 10;

const request = (code: number) => {
  const bytes = Buffer.alloc(REQUEST_BYTES);
  bytes.writeUInt32BE(REQUEST_BYTES, 0);
  bytes.writeUInt32BE(code, 4);
  return bytes;
};

/**
 * Carries a client of this machine to the database. The way to the database is TLS with the certificate and the name verified
 * here, so no client needs an option for it; on the loopback interface the client speaks plainly.
 * @throws Error when the database cannot prove who it is, or the client hangs up
 */
export async function carryClient(client: Socket, far: Duplex, verification: Verification): Promise<void> {
  const first = await firstWords(client);
  const secure = await encrypt(far, verification);
  secure.write(first);
  client.pipe(secure);
  client.write(await firstAnswer(secure));
  secure.pipe(client);
  const over = () => {
    client.destroy();
    secure.destroy();
  };
  if (client.destroyed) over();
  client.on('close', over);
  secure.on('close', over);
  secure.on('error', over);
}

/** Declines encryption, as often as the client asks for some kind of it; what it says then is the beginning. */
async function firstWords(client: Socket): Promise<Buffer> {
  for (;;) {
    const words = await read(client, REQUEST_BYTES);
    const code = words.readUInt32BE(4);
    if (words.readUInt32BE(0) !== REQUEST_BYTES || (code !== TLS_REQUEST && code !== GSS_REQUEST)) return words;
    client.write('N');
  }
}

/** Asks the database for TLS and goes through its handshake. */
async function encrypt(far: Duplex, { name, certificates }: Verification): Promise<TLSSocket> {
  far.write(request(TLS_REQUEST));
  const answer = await read(far, 1);
  if (answer.toString() !== 'S') throw new Error('the database does not speak TLS');
  const secure = connectTls({ socket: far, servername: name, ca: certificates });
  await new Promise<void>((resolve, reject) => {
    secure.once('secureConnect', resolve);
    secure.once('error', reject);
    secure.once('close', () => reject(new Error('the database hung up')));
  });
  return secure;
}

/** What the database says first, up to its demand for a password. */
async function firstAnswer(secure: Duplex): Promise<Buffer> {
  const answers: Buffer[] = [];
  for (;;) {
    const head = await read(secure, HEAD_BYTES);
    const body = head.readUInt32BE(1) > 4 ? await read(secure, head.readUInt32BE(1) - 4) : Buffer.alloc(0);
    const message = Buffer.concat([head, body]);
    answers.push(withoutBinding(message));
    if (message[0] !== NEGOTIATION) return Buffer.concat(answers);
  }
}

/**
 * The database offers to bind the password's proof to the TLS connection (`SCRAM-SHA-256-PLUS`). The client has no part in
 * that connection, and would take such an offer for an attack: it is left out. Any other message stays as it is.
 */
export function withoutBinding(message: Buffer): Buffer {
  const isOffer = message[0] === AUTHENTICATION && message.length >= 9 && message.readUInt32BE(5) === SASL;
  if (!isOffer) return message;
  const mechanisms = message.toString('latin1', 9).split('\0').filter(Boolean);
  const kept = mechanisms.filter((name) => !name.endsWith('-PLUS'));
  const list = Buffer.from(`${kept.map((name) => `${name}\0`).join('')}\0`, 'latin1');
  const changed = Buffer.concat([message.subarray(0, 9), list]);
  changed.writeUInt32BE(changed.length - 1, 1);
  return changed;
}

/** Exactly so many bytes, or the end of the connection as an error. What came beyond them stays to be read. */
function read(stream: Duplex, bytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = stream.read(bytes) as Buffer | null;
      if (found?.length !== bytes) return;
      stop();
      resolve(found);
    };
    const gone = () => {
      stop();
      reject(new Error('the connection ended before it began'));
    };
    const stop = () => {
      stream.off('readable', look);
      stream.off('close', gone);
      stream.off('end', gone);
    };
    stream.on('readable', look);
    stream.on('close', gone);
    stream.on('end', gone);
    look();
  });
}
