import { describe, expect, it } from 'vitest';
import type { Route } from './model.ts';
import { chooseRoute, parseRouteKey } from './routes.ts';

const routes = (...keys: string[]): Route[] =>
  keys.map((key) => ({ ...parseRouteKey(key), integrationId: key, access: { kind: 'open' } }));
const OURS = routes('$default', 'ANY /api', 'ANY /api/{proxy+}', 'ANY /health/api', 'GET /__probe/web');
const PETS = routes('GET /pets/dog/1', 'GET /pets/dog/{id}', 'GET /pets/{proxy+}', 'ANY /{proxy+}', '$default');

describe('a request', () => {
  it.each([
    ['GET', '/', '$default'],
    ['POST', '/actions/import', '$default'],
    ['GET', '/api', 'ANY /api'],
    ['GET', '/api/v1/bookmarks', 'ANY /api/{proxy+}'],
    ['OPTIONS', '/api/v1/bookmarks', 'ANY /api/{proxy+}'],
    ['GET', '/api/bookmarks/', 'ANY /api/{proxy+}'],
    ['GET', '/api/', '$default'],
    ['GET', '/apis', '$default'],
    ['GET', '/API/v1', '$default'],
    ['GET', '/health/api', 'ANY /health/api'],
    ['GET', '/health/api/', '$default'],
    ['GET', '/__probe/web', 'GET /__probe/web'],
    ['POST', '/__probe/web', '$default'],
  ])('%s %s takes the route %s', (method, path, key) => {
    expect(chooseRoute(OURS, method, path)?.key).toBe(key);
  });

  it.each([
    ['GET', '/pets/dog/1', 'GET /pets/dog/1'],
    ['GET', '/pets/dog/2', 'GET /pets/dog/{id}'],
    ['GET', '/pets/cat/1', 'GET /pets/{proxy+}'],
    ['POST', '/test/5', 'ANY /{proxy+}'],
  ])('%s %s takes %s, as in the documentation of AWS', (method, path, key) => {
    expect(chooseRoute(PETS, method, path)?.key).toBe(key);
  });

  it('prefers the route that names its method', () => {
    expect(chooseRoute(routes('ANY /a', 'GET /a'), 'GET', '/a')?.key).toBe('GET /a');
    expect(chooseRoute(routes('ANY /a', 'GET /a'), 'PUT', '/a')?.key).toBe('ANY /a');
  });

  it('that no route matches takes none', () => {
    expect(chooseRoute(routes('GET /a'), 'PUT', '/a')).toBeUndefined();
  });
});
