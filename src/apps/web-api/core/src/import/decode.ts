import { TextDecoder } from 'node:util';

/**
 * Decodes a file as it arrives: by its byte-order mark, else by the charset of its META, else as UTF-8 if all of it is, else as
 * windows-1252. Only a file that declares nothing is held back to its end.
 * @returns the name of the encoding
 */
export const decodeFile = async (source: AsyncIterable<Uint8Array>, take: (text: string) => void): Promise<string> => {
  const held: Uint8Array[] = [];
  let heldBytes = 0;
  let decoder: TextDecoder | undefined;
  for await (const chunk of source) {
    if (decoder) take(decoder.decode(chunk, { stream: true }));
    else {
      held.push(chunk);
      heldBytes += chunk.length;
      // a charset is declared at the top or not at all
      if (heldBytes - chunk.length < headBytes) decoder = declared(Buffer.concat(held));
      if (decoder) take(decoder.decode(Buffer.concat(held.splice(0)), { stream: true }));
    }
  }
  const rest = Buffer.concat(held);
  decoder ??= isUtf8(rest) ? new TextDecoder('utf-8') : new TextDecoder('windows-1252');
  take(decoder.decode(rest));
  return decoder.encoding;
};

const headBytes = 4096;

const declared = (bytes: Buffer): TextDecoder | undefined => {
  const mark = marks.find(({ start }) => bytes.subarray(0, start.length).equals(start));
  if (mark) return new TextDecoder(mark.encoding);
  const head = bytes.subarray(0, headBytes).toString('latin1');
  const charset = /<meta[^>]*charset\s*=\s*["']?\s*([\w-]+)["'\s;/>]/i.exec(head)?.[1]?.toLowerCase();
  return charset === undefined ? undefined : decoderFor(otherNames[charset] ?? charset);
};

const marks = [
  { start: Buffer.from([0xef, 0xbb, 0xbf]), encoding: 'utf-8' },
  { start: Buffer.from([0xff, 0xfe]), encoding: 'utf-16le' },
  { start: Buffer.from([0xfe, 0xff]), encoding: 'utf-16be' },
];

/** Names that files use and the encoding standard does not know. A META that could be read is in no UTF-16, whatever it says. */
const otherNames: Readonly<Record<string, string>> = {
  macroman: 'macintosh',
  'mac-roman': 'macintosh',
  cp932: 'shift_jis',
  'utf-16': 'utf-8',
  'utf-16le': 'utf-8',
  'utf-16be': 'utf-8',
  unicode: 'utf-8',
};

const decoderFor = (label: string): TextDecoder | undefined => {
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
};

const isUtf8 = (bytes: Buffer): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};
