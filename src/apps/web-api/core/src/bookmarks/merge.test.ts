import { describe, expect, it } from 'vitest';
import { type Content, merge } from './merge.ts';

const content = (given: Partial<Content> = {}): Content => ({
  title: '',
  description: '',
  tags: [],
  folders: [],
  addedAt: null,
  ...given,
});

describe('merge', () => {
  it.each([
    ['tags', { tags: ['a', 'b'] }, { tags: ['b', 'c'] }, { tags: ['a', 'b', 'c'] }],
    ['folders', { folders: [['a']] }, { folders: [['a', 'b'], ['a']] }, { folders: [['a'], ['a', 'b']] }],
    ['the earlier date', { addedAt: new Date(2) }, { addedAt: new Date(1) }, { addedAt: new Date(1) }],
    ['a date where there was none', {}, { addedAt: new Date(1) }, { addedAt: new Date(1) }],
    ['a title where there was none', {}, { title: 'b' }, { title: 'b' }],
    ['its own title', { title: 'a' }, { title: 'b', tags: ['t'] }, { title: 'a', tags: ['t'] }],
  ])('has %s', (_what, known, other, expected) => {
    expect(merge(content(known), content(other))).toEqual(content(expected));
  });

  it.each([
    ['the same', { title: 'a', tags: ['t'], folders: [['f']], addedAt: new Date(1) }],
    ['nothing', {}],
    ['a later date', { addedAt: new Date(2) }],
    ['another title', { title: 'b' }],
  ])('gives back what it was given when the other says %s', (_what, other) => {
    const known = content({ title: 'a', description: 'd', tags: ['t'], folders: [['f']], addedAt: new Date(1) });
    expect(merge(known, content(other))).toBe(known);
  });
});
