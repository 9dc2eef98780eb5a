import { describe, expect, it } from 'vitest';
import { matcher, sayEvent } from './say.ts';

const event = {
  id: '1',
  at: new Date('2026-12-01T00:00:07Z'),
  source: 'api' as const,
  stream: `api/api/${'4f'.repeat(16)}`,
  message: 'GET /api/v1/bookmarks',
};

describe('A line of a log', () => {
  it('has the time in Tokyo, who wrote it, and which task', () => {
    expect(sayEvent(event, (_, text) => text)).toBe('09:00:07 api       4f4f4f4f  GET /api/v1/bookmarks');
  });

  it('has a colour of its own for each source', () => {
    const paint = (colour: string, text: string) => (colour === 'dim' ? text : `<${colour}>${text}`);
    const lines = (['web', 'api', 'scheduler', 'wake'] as const).map((source) => sayEvent({ ...event, source }, paint));
    expect(new Set(lines.map((line) => /<\w+>/.exec(line)?.[0])).size).toBe(4);
  });
});

describe('--grep', () => {
  it.each([
    [undefined, true],
    ['bookmarks', true],
    ['get', true],
    ['Get', false],
    ['^GET .*v1', true],
    ['(', false],
  ])('%s finds it: %s', (text, found) => {
    expect(matcher(text)(event)).toBe(found);
  });
});
