import type { PageHandler } from './pages.ts';
import type { Call } from './types.ts';

/** Which operations were called with which access key: what a role's policy has to allow is read from it. */
export function createCalls() {
  const seen = new Map<string, Set<string>>();
  return {
    note(key: string, call: Pick<Call, 'service' | 'operation'>): void {
      const operations = seen.get(key) ?? new Set();
      seen.set(key, operations.add(`${call.service}:${call.operation}`));
    },
    /** `GET /_rehearsal/calls`: `{ "<access key>": ["ecs:DescribeServices", …] }`, each operation once. */
    page: ((_, response) => {
      const found = Object.fromEntries([...seen].map(([key, operations]) => [key, [...operations].sort()]));
      response.setHeader('content-type', 'application/json').end(JSON.stringify(found));
    }) satisfies PageHandler,
  };
}
