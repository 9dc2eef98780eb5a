import { describe, expect, it } from 'vitest';
import { decodeFile } from './decode.ts';

const decode = async (bytes: Uint8Array, pieceBytes = bytes.length || 1) => {
  const pieces = async function* () {
    for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
  };
  let text = '';
  const encoding = await decodeFile(pieces(), (piece) => {
    text += piece;
  });
  return { text, encoding };
};

const meta = (charset: string) =>
  Buffer.from(`<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=${charset}">`);
const shiftJis = Buffer.from([0x93, 0xfa, 0x96, 0x7b]);
const eucJp = Buffer.from([0xc6, 0xfc, 0xcb, 0xdc]);

describe('decodeFile', () => {
  it.each([
    ['a UTF-8 mark', Buffer.from('\ufeff日本'), 'utf-8', '日本'],
    ['a UTF-16 mark', Buffer.from('\ufeff日本', 'utf16le'), 'utf-16le', '日本'],
    ['META Shift_JIS', Buffer.concat([meta('Shift_JIS'), shiftJis]), 'shift_jis', '日本'],
    ['META x-sjis', Buffer.concat([meta('x-sjis'), shiftJis]), 'shift_jis', '日本'],
    ['META EUC-JP', Buffer.concat([meta('EUC-JP'), eucJp]), 'euc-jp', '日本'],
    ['META macintosh', Buffer.concat([meta('x-mac-roman'), Buffer.from([0x8e])]), 'macintosh', 'é'],
    ['META MacRoman', Buffer.concat([meta('MacRoman'), Buffer.from([0x8e])]), 'macintosh', 'é'],
    ['an unknown META', Buffer.concat([meta('klingon'), Buffer.from('日本')]), 'utf-8', '日本'],
    ['META UTF-16 in what is none', Buffer.concat([meta('utf-16'), Buffer.from('日本')]), 'utf-8', '日本'],
    ['nothing, in UTF-8', Buffer.from('日本'), 'utf-8', '日本'],
    ['nothing, not in UTF-8', Buffer.from([0x93, 0x68, 0x69, 0x94]), 'windows-1252', '“hi”'],
    ['nothing at all', Buffer.alloc(0), 'utf-8', ''],
  ])('reads a file that declares itself by %s', async (_how, bytes, encoding, text) => {
    const whole = await decode(bytes);
    expect(whole.encoding).toBe(encoding);
    expect(whole.text.endsWith(text)).toBe(true);
    // in single bytes too: a character may be cut anywhere
    expect(await decode(bytes, 1)).toEqual(whole);
  });

  it('believes the mark more than the META', async () => {
    expect((await decode(Buffer.concat([Buffer.from('\ufeff'), meta('Shift_JIS')]))).encoding).toBe('utf-8');
  });
});
