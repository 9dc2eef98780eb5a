import type { Route } from './model.ts';

/** A route's key as its parts: `ANY /api/{proxy+}`, `GET /pets`, `$default`. */
export function parseRouteKey(key: string): Pick<Route, 'key' | 'method' | 'path'> {
  const [method = '', path] = key.split(' ', 2);
  return path === undefined ? { key, method: 'ANY' } : { key, method, path };
}

/**
 * The route that a request takes: of those that match, the one with the path that says most (a fixed part more than `{name}`, that more
 * than `{name+}`, and any path more than `$default`), and of two with one path the one that names the method.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function chooseRoute(routes: readonly Route[], method: string, path: string): Route | undefined {
  const segments = segmentsOf(path);
  return routes
    .filter((route) => matchesMethod(route, method) && matchesPath(route.path, segments))
    .toSorted((one, other) => compare(weightOf(other), weightOf(one)))[0];
}

const matchesMethod = (route: Route, method: string) => route.method === 'ANY' || route.method === method;

function matchesPath(pattern: string | undefined, segments: readonly string[]): boolean {
  if (pattern === undefined) return true;
  const parts = segmentsOf(pattern);
  const isGreedy = kindOf(parts.at(-1) ?? '') === 'greedy';
  // A greedy part wants something to take.
  if (isGreedy ? segments.length < parts.length : segments.length !== parts.length) return false;
  return parts.every((part, index) => {
    const segment = segments[index] ?? '';
    return kindOf(part) === 'fixed' ? part === segment : segment !== '';
  });
}

/** A number for each part, and one for the method: the greater in the first that differs says more. */
function weightOf(route: Route): number[] {
  if (route.path === undefined) return [-1];
  const values = { fixed: 2, one: 1, greedy: 0 };
  return [...segmentsOf(route.path).map((part) => values[kindOf(part)]), route.method === 'ANY' ? 0 : 1];
}

function compare(one: readonly number[], other: readonly number[]): number {
  const index = one.findIndex((value, at) => value !== other[at]);
  return index < 0 ? 0 : (one[index] ?? -1) - (other[index] ?? -1);
}

function kindOf(part: string): 'fixed' | 'one' | 'greedy' {
  if (!/^\{.+\}$/.test(part)) return 'fixed';
  return part.endsWith('+}') ? 'greedy' : 'one';
}

/** `/api/` has an empty last part, as `/api` has not. */
const segmentsOf = (path: string) => path.replace(/^\//, '').split('/');
