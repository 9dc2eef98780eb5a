/** One entry of an archive. Paths are relative, with `/` between their parts; who owns it is root. */
export type TarEntry = { path: string; mode: number } & (
  | { kind: 'file'; size: number; content(): AsyncIterable<Uint8Array> }
  | { kind: 'folder' }
  | { kind: 'link'; target: string }
);

const BLOCK = 512;

/**
 * An archive in the POSIX format. Everything in it was made at `mtime` (seconds since 1970), so the same entries give the
 * same bytes.
 */
export async function* tar(
  entries: AsyncIterable<TarEntry> | Iterable<TarEntry>,
  mtime: number,
): AsyncGenerator<Uint8Array> {
  for await (const entry of entries) {
    const path = entry.kind === 'folder' ? `${entry.path}/` : entry.path;
    const target = entry.kind === 'link' ? entry.target : '';
    const size = entry.kind === 'file' ? entry.size : 0;
    const long = longNames(path, target);
    if (long) {
      yield header({ name: 'PaxHeader', mode: 0o644, size: long.length, mtime, type: 'x', target: '' });
      yield* padded([long]);
    }
    const name = long && Buffer.byteLength(path) > NAME ? Buffer.from(path).subarray(0, NAME).toString('latin1') : path;
    yield header({ name, mode: entry.mode, size, mtime, type: TYPES[entry.kind], target: target.slice(0, NAME) });
    if (entry.kind === 'file') yield* padded(exactly(entry.content(), size, path));
  }
  yield Buffer.alloc(2 * BLOCK);
}

const NAME = 100;
const TYPES = { file: '0', folder: '5', link: '2' } as const;

/** What a plain header has no room for (or no words: it is ASCII), as records of an extended one. */
function longNames(path: string, target: string): Buffer | undefined {
  const records = [
    ['path', path],
    ['linkpath', target],
  ] as const;
  const text = records
    .filter(([, value]) => Buffer.byteLength(value) > NAME || /[^\0-\x7f]/.test(value))
    .map(([key, value]) => record(key, value))
    .join('');
  return text === '' ? undefined : Buffer.from(text);
}

/** `LENGTH key=value\n`, where the length counts its own digits. */
function record(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const bytes = Buffer.byteLength(rest);
  const guess = bytes + String(bytes).length;
  return `${String(guess).length === String(bytes).length ? guess : guess + 1}${rest}`;
}

function header(entry: {
  name: string;
  mode: number;
  size: number;
  mtime: number;
  type: string;
  target: string;
}): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, length: number) =>
    block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1');
  block.write(entry.name, 0, NAME, 'latin1');
  octal(entry.mode & 0o7777, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(entry.size, 124, 12);
  octal(entry.mtime, 136, 12);
  block.fill(' ', 148, 156);
  block.write(entry.type, 156, 'latin1');
  block.write(entry.target, 157, NAME, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

async function* padded(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    yield chunk;
  }
  if (bytes % BLOCK !== 0) yield Buffer.alloc(BLOCK - (bytes % BLOCK));
}

/** A file that changes while it is read would damage everything behind it. */
async function* exactly(chunks: AsyncIterable<Uint8Array>, size: number, path: string): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes <= size) yield chunk;
  }
  if (bytes !== size) throw new Error(`${path} changed while it was read: ${bytes} bytes instead of ${size}`);
}
