import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Next.js puts new random keys into every build: for draft mode and for what server actions close over. Neither is used here, and with them
 * the same sources would be another image each time, so they become the same ones always. Whoever brings in draft mode or a server action
 * that closes over a secret must take this out.
 */
export const settleKeys = async (built: string): Promise<void> => {
  await edit(join(built, 'prerender-manifest.json'), (manifest) => ({
    ...manifest,
    preview: keysLike(manifest.preview),
  }));
  await edit(join(built, 'server/preview-props.json'), (props) => keysLike(props));
};

/** What NEXT_SERVER_ACTIONS_ENCRYPTION_KEY is while the image is built. */
export const actionsKey = createHash('sha256').update('no server action closes over anything').digest('base64');

const edit = async (file: string, change: (json: Record<string, unknown>) => object): Promise<void> => {
  await writeFile(file, JSON.stringify(change(JSON.parse(await readFile(file, 'utf8')))));
};

/** Every hexadecimal key replaced by one of the same length that says the same each time. */
const keysLike = (keys: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(keys as Record<string, unknown>).map(([name, key]) => [
      name,
      typeof key === 'string' ? createHash('sha512').update(name).digest('hex').slice(0, key.length) : key,
    ]),
  );
