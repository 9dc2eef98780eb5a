import { isInCidrs } from './addresses.ts';
import type { Action, Condition, Rule, WeightedGroup } from './model.ts';

/** The part of a request that rules can look at. `path` and `query` are as sent; header names are lower case. */
export type RoutedRequest = {
  method: string;
  host: string;
  path: string;
  query: string;
  headers: Record<string, string | string[] | undefined>;
  sourceIp: string;
};

/** The action of the first rule whose conditions all hold; undefined when a listener has no rule at all. */
export function chooseAction(rules: readonly Rule[], request: RoutedRequest): Action | undefined {
  return rules.find((rule) => rule.conditions.every((condition) => holds(condition, request)))?.action;
}

/** Picks a group by weight; `random` is in [0, 1). Undefined when no group has any weight: that is a 503, as at an ALB. */
export function chooseGroup(groups: readonly WeightedGroup[], random: number): string | undefined {
  const total = groups.reduce((sum, group) => sum + group.weight, 0);
  let left = random * total;
  for (const group of groups) {
    if (group.weight > 0 && left < group.weight) return group.arn;
    left -= group.weight;
  }
  return undefined;
}

function holds(condition: Condition, request: RoutedRequest): boolean {
  switch (condition.field) {
    case 'path-pattern':
      return condition.values.some((pattern) => matches(pattern, request.path));
    case 'host-header':
      return condition.values.some((pattern) => matchesAnyCase(pattern, request.host.replace(/:\d+$/, '')));
    case 'http-request-method':
      return condition.values.includes(request.method);
    case 'source-ip':
      return isInCidrs(request.sourceIp, condition.values);
    case 'http-header': {
      const sent = [request.headers[condition.header.toLowerCase()] ?? []].flat();
      return condition.values.some((pattern) => sent.some((value) => matchesAnyCase(pattern, value)));
    }
    case 'query-string':
      return condition.values.some(({ key, value }) => queryHas(request.query, key, value));
  }
}

function queryHas(query: string, key: string | undefined, value: string): boolean {
  return query.split('&').some((pair) => {
    const [name = '', ...rest] = pair.split('=');
    return (key === undefined || matchesAnyCase(key, name)) && matchesAnyCase(value, rest.join('='));
  });
}

/** `*` is any run of characters, also none; `?` is exactly one. Paths are case-sensitive, everything else is not. */
export function matches(pattern: string, text: string, flags = 's'): boolean {
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, flags).test(text);
}

const matchesAnyCase = (pattern: string, text: string) => matches(pattern, text, 'si');
