import { describe, expect, it } from 'vitest';
import type { Condition, Rule } from './model.ts';
import { chooseAction, chooseGroup, matches, type RoutedRequest } from './routing.ts';

const REQUEST: RoutedRequest = {
  method: 'GET',
  host: 'staging.example.com',
  path: '/api/bookmarks',
  query: 'q=a%20b&page=2',
  headers: { 'x-beta': 'yes', accept: ['text/html', 'image/png'] },
  sourceIp: '203.0.113.9',
};

const rule = (name: string, ...conditions: Condition[]): Rule => ({
  arn: name,
  conditions,
  action: { kind: 'fixed-response', status: 200, contentType: 'text/plain', body: name },
});

const chosen = (rules: Rule[], request: Partial<RoutedRequest> = {}) => {
  const action = chooseAction(rules, { ...REQUEST, ...request });
  return action?.kind === 'fixed-response' ? action.body : undefined;
};

describe('rules', () => {
  const RULES = [rule('api', { field: 'path-pattern', values: ['/api/*', '/health/api'] }), rule('default')];

  it.each([
    ['/api/bookmarks', 'api'],
    ['/api/', 'api'],
    ['/api', 'default'],
    ['/API/bookmarks', 'default'],
    ['/health/api', 'api'],
    ['/health/api/x', 'default'],
    ['/', 'default'],
  ])('send %s to %s', (path, expected) => {
    expect(chosen(RULES, { path })).toBe(expected);
  });

  it('are tried in their order', () => {
    expect(chosen([rule('first'), rule('second')])).toBe('first');
  });

  it('choose nothing when there are none', () => {
    expect(chosen([])).toBeUndefined();
  });

  it('need all their conditions', () => {
    const both = rule(
      'both',
      { field: 'path-pattern', values: ['/api/*'] },
      { field: 'http-request-method', values: ['POST'] },
    );
    expect(chosen([both, rule('default')])).toBe('default');
    expect(chosen([both, rule('default')], { method: 'POST' })).toBe('both');
  });
});

describe('a condition', () => {
  it.each<[Condition, boolean]>([
    [{ field: 'host-header', values: ['*.example.com'] }, true],
    [{ field: 'host-header', values: ['STAGING.example.com'] }, true],
    [{ field: 'host-header', values: ['example.com'] }, false],
    [{ field: 'http-request-method', values: ['POST', 'GET'] }, true],
    [{ field: 'http-request-method', values: ['POST'] }, false],
    [{ field: 'source-ip', values: ['203.0.113.0/24'] }, true],
    [{ field: 'source-ip', values: ['198.51.100.0/24'] }, false],
    [{ field: 'http-header', header: 'X-Beta', values: ['YES'] }, true],
    [{ field: 'http-header', header: 'Accept', values: ['image/*'] }, true],
    [{ field: 'http-header', header: 'X-Alpha', values: ['*'] }, false],
    [{ field: 'query-string', values: [{ key: 'page', value: '?' }] }, true],
    [{ field: 'query-string', values: [{ key: 'page', value: '??' }] }, false],
    [{ field: 'query-string', values: [{ value: 'a%20b' }] }, true],
    [{ field: 'path-pattern', values: [] }, false],
  ])('%o holds: %s', (condition, expected) => {
    expect(chosen([rule('hit', condition)]) === 'hit').toBe(expected);
  });
});

describe('patterns', () => {
  it.each([
    ['/a?c', '/abc', true],
    ['/a?c', '/ac', false],
    ['*', '', true],
    ['/img/*.png', '/img/x/y.png', true],
    ['/img/*.png', '/img/xpng', false],
    ['/a+(b)[c]', '/a+(b)[c]', true],
  ])('%s against %s: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });
});

describe('weights', () => {
  const groups = (app: number, wake: number) => [
    { arn: 'app', weight: app },
    { arn: 'wake', weight: wake },
  ];

  it.each([
    [100, 0, 0, 'app'],
    [100, 0, 0.9999, 'app'],
    [0, 100, 0, 'wake'],
    [0, 100, 0.9999, 'wake'],
    [90, 10, 0.8999, 'app'],
    [90, 10, 0.9, 'wake'],
    [0, 0, 0.5, undefined],
  ])('%i/%i at %d choose %s', (app, wake, random, expected) => {
    expect(chooseGroup(groups(app, wake), random)).toBe(expected);
  });
});
