import { describe, expect, it } from 'vitest';
import { Tokens } from './tokens.ts';

const read = (...pieces: string[]): string[] => {
  const tokens = new Tokens();
  return pieces.flatMap((piece) => [...tokens.push(piece)].map(({ source }) => source));
};

const html = `<!DOCTYPE X><!-- a > b --><A HREF="a>b" X='c>d'>1 < 2</A>&amp; it's "odd"<DD>x`;

describe('Tokens', () => {
  it('keeps together what quotes and comments hold', () => {
    expect(read(html)).toEqual([
      '<!DOCTYPE X>',
      `<A HREF="a>b" X='c>d'>`,
      '1 ',
      '<',
      ' 2',
      '</A>',
      `&amp; it's "odd"`,
      '<DD>',
      'x',
    ]);
  });

  it('reads the same wherever the pieces are cut', () => {
    const whole = read(html).join('');
    for (let at = 0; at <= html.length; at += 1) {
      expect(read(html.slice(0, at), html.slice(at)).join('')).toBe(whole);
    }
    expect(read(...html).join('')).toBe(whole);
  });

  it('does not let an apostrophe in a tag swallow the rest', () => {
    expect(read(`<A it's>text</A>`)).toEqual([`<A it's>`, 'text', '</A>']);
  });

  it('says when the end is in the middle of a tag', () => {
    const tokens = new Tokens();
    for (const _ of tokens.push('text <A HREF="x'));
    expect(tokens.unfinished).toBe(true);
  });

  it.each([
    ['an open tag', `<A X="${'x>'.repeat(2_000_000)}`],
    ['an open comment', `<!--${'-'.repeat(4_000_000)}`],
    ['nothing but <', '<'.repeat(1_000_000)],
  ])('reads 4 MB of %s in small pieces within a second', (_what, text) => {
    const tokens = new Tokens();
    // The processor's time: what else the machine does meanwhile is not the reader's.
    const began = process.cpuUsage();
    for (let at = 0; at < text.length; at += 16_384) for (const _ of tokens.push(text.slice(at, at + 16_384)));
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(1000);
  });
});
