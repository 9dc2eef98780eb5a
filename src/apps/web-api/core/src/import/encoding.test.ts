import { describe, expect, it } from 'vitest';
import { EncodingGuess } from './encoding.ts';

const guess = (bytes: Uint8Array, pieceBytes = bytes.length || 1) => {
  const one = new EncodingGuess();
  for (let at = 0; at < bytes.length; at += pieceBytes) one.push(bytes.subarray(at, at + pieceBytes));
  return one.end();
};

const meta = (charset: string) =>
  Buffer.from(`<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=${charset}">`);
const shiftJis = Buffer.from([0x93, 0xfa, 0x96, 0x7b]);
/** 請求書のタイトルです */
const sentence = {
  shift_jis: [
    0x90, 0xbf, 0x8b, 0x81, 0x8f, 0x91, 0x82, 0xcc, 0x83, 0x5e, 0x83, 0x43, 0x83, 0x67, 0x83, 0x8b, 0x82, 0xc5, 0x82,
    0xb7,
  ],
  'euc-jp': [
    0xc0, 0xc1, 0xb5, 0xe1, 0xbd, 0xf1, 0xa4, 0xce, 0xa5, 0xbf, 0xa5, 0xa4, 0xa5, 0xc8, 0xa5, 0xeb, 0xa4, 0xc7, 0xa4,
    0xb9,
  ],
};
const row = (title: readonly number[]) =>
  Buffer.concat([Buffer.from('title,url\r\n'), Buffer.from(title), Buffer.from(',https://a.test/\r\n')]);

describe('EncodingGuess', () => {
  it.each([
    ['a UTF-8 mark', Buffer.from('\ufeff日本'), 'utf-8'],
    ['a UTF-16 mark', Buffer.from('\ufeff日本', 'utf16le'), 'utf-16le'],
    ['zeros after letters', Buffer.from('title,url\nA,https://a.test/', 'utf16le'), 'utf-16le'],
    ['zeros before letters', Buffer.from('title,url\nA,https://a.test/', 'utf16le').swap16(), 'utf-16be'],
    ['META Shift_JIS', Buffer.concat([meta('Shift_JIS'), shiftJis]), 'shift_jis'],
    ['META x-sjis', Buffer.concat([meta('x-sjis'), shiftJis]), 'shift_jis'],
    ['META EUC-JP', meta('EUC-JP'), 'euc-jp'],
    ['META macintosh', meta('x-mac-roman'), 'macintosh'],
    ['META MacRoman', meta('MacRoman'), 'macintosh'],
    ['an encoding of XML', Buffer.from('<?xml version="1.0" encoding="EUC-JP"?>'), 'euc-jp'],
    ['an unknown META', Buffer.concat([meta('klingon'), Buffer.from('日本')]), 'utf-8'],
    ['META UTF-16 in what is none', Buffer.concat([meta('utf-16'), Buffer.from('日本')]), 'utf-8'],
    ['nothing, in UTF-8', Buffer.from('日本'), 'utf-8'],
    ['nothing, in UTF-8 that is cut', Buffer.from('日本').subarray(0, 5), 'utf-8'],
    ['nothing, in Shift_JIS', row(sentence.shift_jis), 'shift_jis'],
    ['nothing, in EUC-JP', row(sentence['euc-jp']), 'euc-jp'],
    ['nothing, in ISO-2022-JP', Buffer.from('title\n\u001b$BF|K\\\u001b(B'), 'iso-2022-jp'],
    ['nothing, in windows-1252', Buffer.from([0x93, 0x68, 0x69, 0x94]), 'windows-1252'],
    ['nothing, in French', Buffer.from('Réunion à l’école, été', 'latin1'), 'windows-1252'],
    ['a META in a title of JSON', Buffer.from('[{"title":"<meta charset=shift_jis>日本"}]'), 'utf-8'],
    ['nothing at all', Buffer.alloc(0), 'utf-8'],
  ])('knows a file that declares itself by %s', (_how, bytes, encoding) => {
    expect(guess(bytes)).toBe(encoding);
    // in single bytes too: a character may be cut anywhere
    expect(guess(bytes, 1)).toBe(encoding);
  });

  it('believes the mark more than the META', () => {
    expect(guess(Buffer.concat([Buffer.from('\ufeff'), meta('Shift_JIS')]))).toBe('utf-8');
  });

  it('forgives a broken character among many good ones', () => {
    expect(guess(Buffer.concat([Buffer.from('日本語の題名'.repeat(20)), Buffer.from([0xe6, 0x97, 0x2c])]))).toBe(
      'utf-8',
    );
  });
});
