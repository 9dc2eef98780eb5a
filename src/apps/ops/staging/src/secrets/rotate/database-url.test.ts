import { describe, expect, it } from 'vitest';
import { nextUrl, stageOf, twinOf, userOf } from './database-url.ts';

const URL = 'postgresql://bookmark_app:first@db.example:5432/bookmarkdb?sslmode=verify-full';
const NEXT = 'postgresql://bookmark_app_b:second@db.example:5432/bookmarkdb?sslmode=verify-full';

describe('the two users', () => {
  it('take turns', () => {
    expect([twinOf('bookmark_app'), twinOf('bookmark_app_b')]).toEqual(['bookmark_app_b', 'bookmark_app']);
    expect(nextUrl(URL, 'second')).toBe(NEXT);
    expect(nextUrl(NEXT, 'first')).toBe(URL);
    expect(userOf(nextUrl(URL, 'p@ss/?'))).toBe('bookmark_app_b');
  });
});

describe('a rotation', () => {
  it.each([
    ['is to begin where nothing is next', URL, 'none', 'to begin'],
    ['is to begin where what is next is of another database', URL, NEXT.replace('db.', 'old.'), 'to begin'],
    ['is to begin where what is next is of the same user', URL, URL.replace('first', 'x'), 'to begin'],
    ['is to admit the user who is next', URL, NEXT, 'to admit'],
    ['is to retire the user before where the next one is in its place', NEXT, NEXT, 'to retire'],
  ])('%s', (_, url, next, stage) => {
    expect(stageOf(url, next)).toBe(stage);
  });
});
