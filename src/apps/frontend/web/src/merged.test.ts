import { describe, expect, it } from 'vitest';
import { mergedInto } from './merged.ts';
import { bookmark } from './testing.ts';

describe('a bookmark that takes the place of its duplicates', () => {
  it('keeps its own texts and has all tags and folders of theirs', () => {
    const kept = bookmark({ title: 'Mine', tags: ['a'], folders: [['A']], notes: 'n' });
    const others = [
      bookmark({ title: 'Theirs', description: 'D', tags: ['b', 'a'], folders: [['A'], ['A', 'B']], notes: 'n' }),
      bookmark({ title: '', description: 'E', notes: 'm' }),
    ];
    expect(mergedInto(kept, others)).toEqual({
      ...{ title: 'Mine', description: 'D', notes: 'n\n\nm', tags: ['a', 'b'], folders: [['A'], ['A', 'B']] },
      ...{ unread: false, archived: false },
    });
  });

  it.each([
    [true, true, true],
    [true, false, false],
    [false, true, false],
  ])('that is unread (%s), as the other one is (%s), is so after that: %s', (kept, other, unread) => {
    expect(mergedInto(bookmark({ unread: kept }), [bookmark({ unread: other })]).unread).toBe(unread);
  });

  it('has no more than a bookmark can have', () => {
    const many = (count: number, of: string) => Array.from({ length: count }, (_, index) => `${of}${index}`);
    const merged = mergedInto(bookmark({ tags: many(80, 'a'), notes: 'x'.repeat(19_999) }), [
      bookmark({ tags: many(80, 'b'), folders: many(30, 'f').map((name) => [name]), notes: 'y'.repeat(100) }),
    ]);
    expect([merged.tags?.length, merged.folders?.length, merged.notes?.length]).toEqual([100, 20, 20_000]);
  });
});
