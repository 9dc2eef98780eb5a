import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';

/** Below this address lie files whose names change with their content. */
export const staticPrefix = '/_next/static/';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ico': 'image/x-icon',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

const encodings = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
];

/**
 * Sends a hashed file as it was compressed when the image was built: compressing it for each reader would take most of a quarter of a CPU.
 * @returns false when there is no such file, and nothing was sent
 */
export const sendStatic = async (
  folder: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> => {
  const name = nameOf(request.url ?? '');
  const type = name && types[extname(name)];
  if (!name || !type || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const wanted = encodings.filter((one) =>
    new RegExp(`\\b${one.name}\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`).test(accepted),
  );
  for (const { name: encoding, ending } of [...wanted, { name: '', ending: '' }]) {
    const file = join(folder, `${name}${ending}`);
    const size = await sizeOf(file);
    if (size === undefined) continue;
    response.writeHead(200, {
      'content-type': type,
      'content-length': size,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      'x-content-type-options': 'nosniff',
      ...(encoding ? { 'content-encoding': encoding } : {}),
    });
    if (request.method === 'HEAD') response.end();
    else
      createReadStream(file)
        .on('error', () => response.destroy())
        .pipe(response);
    return true;
  }
  return false;
};

/** The file's name below the folder, or nothing when the address leads out of it. */
const nameOf = (url: string): string | undefined => {
  const path = url.split('?', 1)[0] ?? '';
  if (!path.startsWith(staticPrefix) || !/^[\w./~-]+$/.test(path)) return undefined;
  const name = normalize(path.slice(staticPrefix.length));
  return name.startsWith('.') || name.includes('/.') ? undefined : name;
};

const sizeOf = async (file: string): Promise<number | undefined> => {
  try {
    const found = await stat(file);
    return found.isFile() ? found.size : undefined;
  } catch {
    return undefined;
  }
};
