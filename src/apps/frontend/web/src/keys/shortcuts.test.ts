import { describe, expect, it } from 'vitest';
import { en } from '../messages/index.ts';
import { deedOf, shortcuts } from './shortcuts.ts';

const pressed = (key: string, more = {}) => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false, isComposing: false },
  ...more,
});

describe('a key', () => {
  it.each([
    ['j', {}, 'next'],
    ['?', {}, 'sheet'],
    ['q', {}, undefined],
    ['j', { ctrlKey: true }, undefined],
    ['j', { altKey: true }, undefined],
    ['Enter', { ctrlKey: true }, 'save'],
    ['Enter', { metaKey: true }, 'save'],
    ['Enter', {}, undefined],
    ['j', { isComposing: true }, undefined],
    ['Enter', { isComposing: true, ctrlKey: true }, undefined],
  ])('%s with %j does %s', (key, more, deed) => {
    expect(deedOf(pressed(key, more), { typing: false, on: true })).toBe(deed);
  });

  it('is a letter while somebody types, and can be turned off', () => {
    expect(deedOf(pressed('j'), { typing: true, on: true })).toBeUndefined();
    expect(deedOf(pressed('j'), { typing: false, on: false })).toBeUndefined();
    expect(deedOf(pressed('Enter', { ctrlKey: true }), { typing: true, on: false })).toBe('save');
  });
});

it('has words for every shortcut, and every key once', () => {
  expect(new Set(shortcuts.map(({ deed }) => deed))).toEqual(new Set(Object.keys(en.keys.does)));
  expect(new Set(shortcuts.map(({ key }) => key)).size).toBe(shortcuts.length);
});
