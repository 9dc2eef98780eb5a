import { isAscii } from 'node:buffer';
import { TextDecoder } from 'node:util';

const headBytes = 4096;

/** As much of what is no ASCII as it takes to tell encodings apart. */
const sampleBytes = 256 * 1024;

/**
 * Finds out how a file is encoded while its bytes pass: its byte-order mark, else the charset of its META, else UTF-16 by its zeros, else
 * UTF-8 if it is, else a Japanese encoding if it reads as Japanese in it, else windows-1252.
 */
export class EncodingGuess {
  #head = Buffer.alloc(0);
  #declared: string | undefined;
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true });
  #isUtf8 = true;
  #isAscii = true;
  readonly #sample: Uint8Array[] = [];
  #sampled = 0;

  push(chunk: Uint8Array): void {
    if (this.#head.length < headBytes) {
      this.#head = Buffer.concat([this.#head, chunk.subarray(0, headBytes - this.#head.length)]);
      this.#declared = declared(this.#head);
    }
    if (this.#declared === undefined) this.#look(chunk);
  }

  /** The label of an encoding that TextDecoder knows. */
  end(): string {
    if (this.#declared !== undefined) return this.#declared;
    if (this.#isAscii && this.#head.includes('\u001b$')) return 'iso-2022-jp';
    return this.#isUtf8 ? 'utf-8' : bestOf(Buffer.concat(this.#sample));
  }

  #look(chunk: Uint8Array): void {
    const plain = isAscii(chunk);
    if (plain && this.#isAscii) return;
    this.#isAscii &&= plain;
    if (!plain && this.#sampled < sampleBytes) {
      this.#sample.push(Uint8Array.from(chunk.subarray(0, sampleBytes - this.#sampled)));
      this.#sampled += chunk.length;
    }
    try {
      // a character that the end of the file cuts is no other encoding
      if (this.#isUtf8) this.#utf8.decode(chunk, { stream: true });
    } catch {
      this.#isUtf8 = false;
    }
  }
}

const declared = (head: Buffer): string | undefined => {
  const mark = marks.find(({ start }) => head.subarray(0, start.length).equals(start));
  if (mark) return mark.encoding;
  const wide = wideOf(head);
  if (wide) return wide;
  const text = head.toString('latin1');
  if (!/^\s*</.test(text)) return undefined;
  const [, inMeta, inXml] =
    /<meta[^>]*charset\s*=\s*["']?\s*([\w-]+)["'\s;/>]|<\?xml[^>]*encoding\s*=\s*["']([\w-]+)["']/i.exec(text) ?? [];
  const charset = (inMeta ?? inXml)?.toLowerCase();
  return charset === undefined ? undefined : known(otherNames[charset] ?? charset);
};

const marks = [
  { start: Buffer.from([0xef, 0xbb, 0xbf]), encoding: 'utf-8' },
  { start: Buffer.from([0xff, 0xfe]), encoding: 'utf-16le' },
  { start: Buffer.from([0xfe, 0xff]), encoding: 'utf-16be' },
];

/** Markup in UTF-16 has a zero in every other byte. */
const wideOf = (head: Buffer): string | undefined => {
  const zeros = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (head.length < 8 || Math.max(even, odd) < head.length / 5) return undefined;
  return odd > even ? 'utf-16le' : 'utf-16be';
};

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

const known = (label: string): string | undefined => {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
};

/** The encoding that a sample which is not all UTF-8 reads best in. */
const bestOf = (sample: Buffer): string => {
  const utf8 = counted(sample, 'utf-8');
  // a few broken characters in a file that is full of good ones
  if (utf8.foreign > 20 * utf8.broken) return 'utf-8';
  const japanese = ['shift_jis', 'euc-jp'].map((encoding) => ({ encoding, ...counted(sample, encoding) }));
  const best = japanese.reduce((most, one) => (one.kana > most.kana ? one : most));
  return best.kana > 1 && best.kana * 10 > best.foreign && best.broken * 50 < best.foreign
    ? best.encoding
    : 'windows-1252';
};

/** Characters of a text that are no ASCII, kana among them, and what could not be read. */
const counted = (sample: Buffer, encoding: string) => {
  const text = new TextDecoder(encoding).decode(sample);
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const broken = count(/\ufffd/g);
  return { broken, foreign: count(/[^\p{ASCII}\ufffd]/gu), kana: count(/[\u3041-\u30fe]/g) };
};
