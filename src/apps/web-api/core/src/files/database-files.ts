import type { LazyDatabase } from '../database.ts';
import { FileIsGone, type FileKey, type FilePurpose, type FileStore, fileLifetimes, inParts } from './file-store.ts';

const partBytes = 256 * 1024;

/** Files in the database, for where there is no bucket: a laptop, a test. Each time one is put, those that have expired are removed. */
export const databaseFiles = (database: LazyDatabase): FileStore => ({
  put: async (key, source, type) => {
    const client = await database.client();
    await client.storedFile.deleteMany({ where: { OR: [{ key }, { expiresAt: { lt: new Date() } }] } });
    const days = fileLifetimes[key.split('/')[0] as FilePurpose];
    const expiresAt = days === null ? null : new Date(Date.now() + days * 86_400_000);
    let bytes = 0;
    let part = 0;
    const keep = async (data: Uint8Array) => {
      await client.storedFile.create({ data: { key, part, type, data: Uint8Array.from(data), expiresAt } });
      bytes += data.length;
      part += 1;
    };
    try {
      for await (const data of inParts(source, partBytes)) await keep(data);
      // an empty file is one, too
      if (part === 0) await keep(new Uint8Array());
    } catch (error) {
      await client.storedFile.deleteMany({ where: { key } });
      throw error;
    }
    return bytes;
  },
  get: (key) => read(database, key),
  direct: null,
  remove: async (key) => {
    await (await database.client()).storedFile.deleteMany({ where: { key } });
  },
});

async function* read(database: LazyDatabase, key: FileKey): AsyncGenerator<Uint8Array> {
  const client = await database.client();
  for (let part = 0; ; part += 1) {
    const row = await client.storedFile.findUnique({
      where: { key_part: { key, part }, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] },
      select: { data: true },
    });
    if (row) yield row.data;
    else if (part === 0) throw new FileIsGone(key);
    else return;
  }
}
