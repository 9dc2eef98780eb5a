import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { unzipSync } from 'fflate';

/** The deployed code of functions, unpacked, by what Lambda calls CodeSha256 (base64 of the zip's SHA-256). */
export type CodeStore = {
  /** Unpacks a zip, unless it is there already. Throws when it is no zip, or when a name in it leads outside. */
  add(zip: Uint8Array): void;
  /** Its folder, undefined when it is not there. */
  find(codeSha256: string): string | undefined;
  /** Removes what is not among these. */
  keepOnly(codeSha256: readonly string[]): void;
};

export function createCodeStore(folder: string): CodeStore {
  const path = (codeSha256: string) => join(folder, Buffer.from(codeSha256, 'base64').toString('hex'));
  return {
    add(zip) {
      const target = path(createHash('sha256').update(zip).digest('base64'));
      if (existsSync(target)) return;
      const half = `${target}.${process.pid}`;
      rmSync(half, { recursive: true, force: true });
      const files = Object.entries(unpack(zip));
      const outside = files.find(([name]) => isAbsolute(name) || normalize(name).startsWith('..'));
      if (outside) throw new Error(`The zip holds a name that leads outside: ${outside[0]}`);
      for (const [name, data] of files) write(half, name, data);
      // Without it a .js file would be what the package.json of some folder above says.
      writeFileSync(join(folder, 'package.json'), '{}\n');
      renameSync(half, target);
    },
    find: (codeSha256) => (existsSync(path(codeSha256)) ? path(codeSha256) : undefined),
    keepOnly(codeSha256) {
      if (!existsSync(folder)) return;
      const kept = new Set(codeSha256.map(path));
      const stale = readdirSync(folder).map((name) => join(folder, name));
      for (const each of stale) if (/[0-9a-f]{64}/.test(each) && !kept.has(each)) rmSync(each, { recursive: true });
    },
  };
}

function unpack(zip: Uint8Array): Record<string, Uint8Array> {
  try {
    return unzipSync(zip);
  } catch (error) {
    throw new Error(`Could not unzip uploaded file. Please check your file, then try to upload again. (${error})`);
  }
}

function write(root: string, name: string, data: Uint8Array): void {
  const path = join(root, name);
  if (name.endsWith('/')) return void mkdirSync(path, { recursive: true });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, data, { mode: 0o755 });
}
