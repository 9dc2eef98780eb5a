import { KeyObject, randomBytes, webcrypto } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

/** PEM texts. */
export type KeyPair = { certificate: string; key: string };

export type Authority = {
  /** For clients to verify with, PEM. */
  certificate: string;
  /** A certificate for a server (its names: host names and addresses) or for a client (its user). */
  issue(subject: { server: readonly string[] } | { client: string }): Promise<KeyPair>;
};

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const YEARS = 10;

/** The rehearsal's own certificate authority, made once and kept in these files (the key readable by its owner only). */
export async function authority(files: KeyPair): Promise<Authority> {
  if (!existsSync(files.key) || !existsSync(files.certificate)) await create(files);
  const certificate = readFileSync(files.certificate, 'utf8');
  const pem = readFileSync(files.key, 'utf8');
  const der = Buffer.from(pem.replace(/-----.*-----|\s/g, ''), 'base64');
  const signingKey = await webcrypto.subtle.importKey('pkcs8', der, ALGORITHM, true, ['sign']);
  const issuer = new x509.X509Certificate(certificate);
  return {
    certificate,
    async issue(subject) {
      const keys = await generate();
      const issued = await x509.X509CertificateGenerator.create({
        ...common(),
        issuer: issuer.subject,
        subject: `CN=${'client' in subject ? subject.client : subject.server[0]}`,
        publicKey: keys.publicKey,
        signingKey,
        extensions: [
          new x509.BasicConstraintsExtension(false, undefined, true),
          await x509.AuthorityKeyIdentifierExtension.create(issuer),
          ...purpose(subject),
        ],
      });
      return { certificate: issued.toString('pem'), key: privatePem(keys) };
    },
  };
}

async function create(files: KeyPair): Promise<void> {
  const keys = await generate();
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    ...common(),
    name: 'CN=Bookmark Manager rehearsal CA',
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  mkdirSync(dirname(files.key), { recursive: true });
  writeFileSync(files.key, privatePem(keys), { mode: 0o600 });
  writeFileSync(files.certificate, `${made.toString('pem')}\n`);
}

function purpose(subject: { server: readonly string[] } | { client: string }): x509.Extension[] {
  if ('client' in subject) return [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth])];
  const names = subject.server.map((value) => ({
    type: /^[\d.]+$/.test(value) ? ('ip' as const) : ('dns' as const),
    value,
  }));
  return [
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    new x509.SubjectAlternativeNameExtension(names),
  ];
}

function common() {
  const now = Date.now();
  const day = 86_400_000;
  return {
    serialNumber: `01${randomBytes(15).toString('hex')}`,
    notBefore: new Date(now - day),
    notAfter: new Date(now + YEARS * 365 * day),
    signingAlgorithm: ALGORITHM,
  };
}

function generate(): Promise<CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']) as Promise<CryptoKeyPair>;
}

function privatePem(keys: CryptoKeyPair): string {
  return KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
}

type CryptoKeyPair = webcrypto.CryptoKeyPair;
