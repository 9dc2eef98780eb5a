import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldPlaces } from './fold.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'aAéß゛゜ﾞﾟｶがガﾊは가각ㄱᄀ\u1161\u0301\u3099\ufe0f\u{e0100}İıΣς㌔ﬁ葛\u200d') }),
);

describe('fold', () => {
  it.each([
    ['ＡＢＣ　１２', 'abc 12'],
    ['ｶﾞｲﾄﾞ', 'がいど'],
    ['ガイド', 'がいど'],
    ['か゛いと゛', 'がいど'],
    ['ﾊﾟｿｺﾝ', 'ぱそこん'],
    ['サーバー', 'さーばー'],
    ['ヴァイオリン', 'ゔぁいおりん'],
    ['㈱㌔', '(株)きろ'],
    ['Café Łódź', 'cafe lodz'],
    ['STRASSE straße', 'strasse strasse'],
    ['ΣΊΣΥΦΟΣ', 'σισυφοσ'],
    ['İstanbul ısı', 'istanbul isi'],
    ['葛\u{e0100}城', '葛城'],
    ['co\u00adop\u200b', 'coop'],
    ['한국어', '한국어'],
  ])('makes of %j %j', (written, folded) => {
    expect(fold(written)).toBe(folded);
  });

  it('keeps apart what a reader keeps apart', () => {
    expect(new Set(['か', 'が', 'は', 'ば', 'ぱ', 'つ', 'っ', '竜', '龍'].map(fold)).size).toBe(9);
  });

  it('of what is folded changes nothing', () => {
    fc.assert(
      fc.property(text, (written) => {
        expect(fold(fold(written))).toBe(fold(written));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('foldPlaces', () => {
  it('folds to the same, from places that go from the beginning to the end', () => {
    fc.assert(
      fc.property(text, (written) => {
        const { folded, from, to } = foldPlaces(written);
        expect(folded).toBe(fold(written));
        expect([from.length, to.length]).toEqual([folded.length, folded.length]);
        expect(from).toEqual([...from].sort((a, b) => a - b));
        for (const [at, begin] of from.entries()) expect(begin).toBeLessThan(to[at] ?? 0);
        expect(to.at(-1) ?? 0).toBeLessThanOrEqual(written.length);
      }),
      { numRuns: 2000 },
    );
  });

  it('knows where a folded letter came from', () => {
    expect(foldPlaces('xｶﾞ㌔')).toEqual({ folded: 'xがきろ', from: [0, 1, 3, 3], to: [1, 3, 4, 4] });
  });
});
