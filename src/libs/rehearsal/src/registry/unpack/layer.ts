import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';

/**
 * Unpacks a layer's blob into a folder, files that hide something below (`.wh.…`) and all, as they are in it. The folder is
 * there whole or not at all. Who owns what is kept where this process may say so.
 * @throws Error when it is no archive
 */
export async function unpackLayer(blob: string, folder: string): Promise<void> {
  const draft = `${folder}.${randomUUID()}`;
  await mkdir(draft, { recursive: true });
  try {
    await untar(blob, draft);
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

async function untar(blob: string, folder: string): Promise<void> {
  const owners = process.getuid?.() === 0 ? ['--same-owner', '--same-permissions'] : ['--no-same-owner'];
  // Folders that may not be written to get their modes when everything is in them.
  const args = ['--extract', '--file=-', `--directory=${folder}`, '--numeric-owner', '--delay-directory-restore'];
  const child = spawn('tar', [...args, ...owners], { stdio: ['pipe', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = once(child, 'close');
  const unpacker = await unpackerOf(blob);
  const sent = unpacker
    ? pipeline(createReadStream(blob), unpacker, child.stdin)
    : pipeline(createReadStream(blob), child.stdin);
  const [fault, [code]] = await Promise.all([
    sent.then(
      () => undefined,
      (error: Error) => error,
    ),
    ended,
  ]);
  if (code !== 0) throw new Error(`${join('blob', blob)} cannot be unpacked: ${said.trim() || fault?.message}`);
}

/** By how the blob begins: what its type says is not always so. */
async function unpackerOf(blob: string): Promise<Duplex | undefined> {
  const handle = await open(blob);
  try {
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    const begin = buffer.toString('hex');
    if (begin.startsWith('1f8b')) return createGunzip();
    return begin === '28b52ffd' ? createZstdDecompress() : undefined;
  } finally {
    await handle.close();
  }
}
