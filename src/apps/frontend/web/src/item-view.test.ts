import { describe, expect, it } from 'vitest';
import { itemView } from './item-view.ts';
import { bookmark } from './testing.ts';

const view = (given: Parameters<typeof bookmark>[0], marks = {}) =>
  itemView({ ...bookmark(given), marks }, 'en', 'Asia/Tokyo');

describe('a bookmark in a list', () => {
  it('has its hits beside its texts, and its notes only when they are a hit', () => {
    const given = { title: 'T', description: 'D', notes: 'N' };
    expect(view(given, { title: [[0, 1]] })).toMatchObject({
      title: { text: 'T', hits: [[0, 1]] },
      texts: [{ text: 'D' }],
    });
    expect(view(given, { notes: [[0, 1]] }).texts).toEqual([{ text: 'D' }, { text: 'N', hits: [[0, 1]] }]);
  });

  it('shows the icon of its site, where there is one', () => {
    expect([view({ icon: '/api/v1/icons/a' }).facts.icon, 'icon' in view({}).facts]).toEqual([
      '/api/v1/icons/a',
      false,
    ]);
  });

  it('has its address for a title when it has none', () => {
    const url = 'https://xn--wgv71a119e.jp:8080/';
    expect(view({ url, title: '' }, { url: [[8, 9]] })).toMatchObject({
      ...{ href: url, title: { text: url, hits: [[8, 9]] }, texts: [] },
      facts: { host: '日本語.jp:8080', day: 'Nov 24, 2026', is: [] },
    });
  });

  it('does not link what is no web address, and says what it is', () => {
    const trap = view({ url: 'javascript:alert(1)', title: 'Trap', unread: true, shared: true });
    expect([trap.href, trap.facts.is]).toEqual([undefined, ['unread', 'shared']]);
  });

  it('is short, and cuts no character in two', () => {
    const [text] = view({ description: `${'x'.repeat(399)}😀 end` }).texts;
    expect(text?.text).toHaveLength(401);
    expect(text?.text.isWellFormed()).toBe(true);
  });
});
