import type { Head } from './identify.ts';
import rows from './routes.json' with { type: 'json' };

type Route = {
  method: string;
  path: string[];
  query: { name: string; value: string | undefined }[];
  headers: string[];
  operation: string;
};

const TABLE = new Map(
  Object.entries(rows).map(([service, list]) => [service, list.map(parse).sort((a, b) => weight(b) - weight(a))]),
);

/** The operation of a REST request, by the table that tools/routes.py made of botocore's models. */
export function findRoute(service: string, head: Head, url: URL): string | undefined {
  const path = split(url.pathname);
  return TABLE.get(service)?.find(
    (route) =>
      route.method === head.method &&
      fits(route.path, path) &&
      route.headers.every((name) => head.headers[name] !== undefined) &&
      route.query.every(({ name, value }) => has(url.searchParams, name, value)),
  )?.operation;
}

function parse(cells: (string | string[])[]): Route {
  const [method, uri, headers, operation] = cells as [string, string, string[], string];
  const [path = '', query = ''] = uri.split('?');
  const parameters = query
    .split('&')
    .filter(Boolean)
    .map((parameter) => {
      const [name = '', value] = parameter.split('=');
      return { name, value };
    });
  return { method, path: split(path), query: parameters, headers, operation };
}

/** The most particular route is tried first. */
function weight(route: Route): number {
  const literals = route.path.filter((segment) => !segment.startsWith('{')).length;
  return (route.query.length + route.headers.length) * 100 + literals * 10 + route.path.length;
}

function split(path: string): string[] {
  return path.split('/').filter(Boolean);
}

function fits(pattern: readonly string[], path: readonly string[]): boolean {
  const greedy = pattern.at(-1)?.endsWith('+}') ?? false;
  if (greedy ? path.length < pattern.length : path.length !== pattern.length) return false;
  return pattern.every((segment, index) => segment.startsWith('{') || segment === path[index]);
}

function has(parameters: URLSearchParams, name: string, value: string | undefined): boolean {
  return value === undefined ? parameters.has(name) : parameters.get(name) === value;
}
