import { TextDecoder } from 'node:util';

/**
 * A page's text as it arrives: by its byte-order mark, else by the charset of its Content-Type, else by that of its META. Of a page that
 * declares nothing the first 16 KiB are held back, and the encoding is the one that they can be read in.
 */
export async function* decodePage(body: AsyncIterable<Uint8Array>, contentType = ''): AsyncGenerator<string> {
  const held: Uint8Array[] = [];
  let bytes = 0;
  let nextLook = 3;
  let decoder: TextDecoder | undefined;
  const begin = (found: TextDecoder): string => {
    decoder = found;
    return found.decode(Buffer.concat(held.splice(0)), { stream: true });
  };
  for await (const chunk of body) {
    if (decoder) yield decoder.decode(chunk, { stream: true });
    else {
      held.push(chunk);
      bytes += chunk.length;
      // not after every byte of somebody who sends them one by one
      if (bytes < nextLook) continue;
      nextLook = Math.min(bytes * 2, HELD_BYTES);
      const start = Buffer.concat(held);
      const found = declared(start, contentType) ?? (bytes >= HELD_BYTES ? guessed(start) : undefined);
      if (found) yield begin(found);
    }
  }
  const whole = Buffer.concat(held);
  if (!decoder) yield begin(declared(whole, contentType) ?? guessed(whole));
  yield decoder?.decode() ?? '';
}

const HELD_BYTES = 16 * 1024;
/** As far as browsers look for a META. */
const META_BYTES = 4096;

const declared = (start: Buffer, contentType: string): TextDecoder | undefined => {
  const mark = marks.find(({ bytes }) => start.subarray(0, bytes.length).equals(bytes));
  if (mark) return new TextDecoder(mark.encoding);
  return decoderFor(charsetOf(contentType)) ?? decoderFor(metaCharset(start));
};

const marks = [
  { bytes: Buffer.from([0xef, 0xbb, 0xbf]), encoding: 'utf-8' },
  { bytes: Buffer.from([0xff, 0xfe]), encoding: 'utf-16le' },
  { bytes: Buffer.from([0xfe, 0xff]), encoding: 'utf-16be' },
];

/** The charset of a Content-Type. */
export const charsetOf = (contentType: string): string | undefined =>
  /;\s*charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(contentType)?.[1];

const metaCharset = (start: Buffer): string | undefined => {
  const head = start
    .subarray(0, META_BYTES)
    .toString('latin1')
    .replace(/<!--[\s\S]*?-->/g, '');
  const name = /<meta[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1];
  // a META that could be read is in no UTF-16, whatever it says
  return name !== undefined && /^utf-?16/i.test(name) ? 'utf-8' : name;
};

/** Names that pages use and the encoding standard does not know. */
const otherNames: Readonly<Record<string, string>> = {
  cp932: 'shift_jis',
  'x-euc': 'euc-jp',
  'iso-2022-jp-1': 'iso-2022-jp',
};

const decoderFor = (label: string | undefined): TextDecoder | undefined => {
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(otherNames[label.toLowerCase()] ?? label);
  } catch {
    return undefined;
  }
};

/** EUC-JP before Shift_JIS: what is written in the first often reads as the second, as half-width katakana, and not the other way round. */
const guessed = (start: Buffer): TextDecoder => {
  const label = start.includes('\x1b$', 0, 'latin1')
    ? 'iso-2022-jp'
    : ['utf-8', 'euc-jp', 'shift_jis'].find((one) => canRead(one, start));
  return new TextDecoder(label ?? 'windows-1252');
};

const canRead = (label: string, start: Buffer): boolean => {
  try {
    // the last character may be cut
    new TextDecoder(label, { fatal: true }).decode(start, { stream: true });
    return true;
  } catch {
    return false;
  }
};
