import { describe, expect, it } from 'vitest';
import { locationOf } from './own-answers.ts';

const FROM = { protocol: 'http', host: '127.0.0.1', port: 80, path: '/a/b', query: 'c=d' };
const SAME = { protocol: '#{protocol}', host: '#{host}', port: '#{port}', path: '/#{path}', query: '#{query}' };
const DOORS = new Map([
  [80, 8080],
  [443, 8443],
]);

describe('a redirect', () => {
  it.each([
    [{ protocol: 'HTTPS', port: '443' }, 'http://127.0.0.1:8443/a/b?c=d'],
    [{ host: 'new.example.com', port: '8000', protocol: 'HTTPS' }, 'https://new.example.com:8000/a/b?c=d'],
    [{ host: 'new.example.com', port: '443', protocol: 'HTTPS' }, 'https://new.example.com:443/a/b?c=d'],
    [{ path: '/moved/#{path}', query: '' }, 'http://127.0.0.1:8080/moved/a/b'],
  ])('with %o leads to %s', (change, expected) => {
    const action = { kind: 'redirect', status: 301, ...SAME, ...change } as const;
    expect(locationOf(action, FROM, (port) => DOORS.get(port))).toBe(expected);
  });
});
