import * as z from 'zod/mini';
import { valuesOf } from '../load-balancer/headers.ts';
import type { Asked, ContextValues } from './asked.ts';
import { mappedValue } from './mapping.ts';

/** What an authorizer decided, until when. `told` goes to the access log and to mappings as `$context.authorizer.<name>`. */
export type Verdict = { authorized: boolean; told: Record<string, string> };

const resultSchema = z.object({
  isAuthorized: z.boolean(),
  context: z.optional(z.record(z.string(), z.unknown())),
});

/** What a function's simple response says; undefined for anything else, which lets nobody in. */
export function readVerdict(result: unknown): Verdict | undefined {
  const parsed = resultSchema.safeParse(result);
  if (!parsed.success) return undefined;
  const { isAuthorized: authorized, context = {} } = parsed.data;
  return {
    authorized,
    told: Object.fromEntries(Object.entries(context).map(([name, value]) => [name, String(value)])),
  };
}

/** The values that identify the caller; undefined when one of them is not there: then nobody is asked. */
export function identityOf(sources: readonly string[], asked: Asked, context: ContextValues): string[] | undefined {
  const from = { context, headers: asked.headers, query: asked.query, path: asked.path };
  const values = sources.map((source) =>
    source.startsWith('$request.header.')
      ? valuesOf(asked.headers, source.slice('$request.header.'.length).toLowerCase()).join(',')
      : mappedValue(source, from),
  );
  return values.every((value) => value !== '') ? values : undefined;
}

/** Decisions by authorizer and identity, each for its time. Who is decided about by nothing is decided about anew. */
export type VerdictCache = {
  find(authorizerId: string, identity: readonly string[], nowMs: number): Verdict | undefined;
  keep(authorizerId: string, identity: readonly string[], verdict: Verdict, untilMs: number): void;
  clear(): void;
};

const KEPT = 10_000;

export function createVerdictCache(): VerdictCache {
  const kept = new Map<string, { verdict: Verdict; untilMs: number }>();
  const keyOf = (id: string, identity: readonly string[]) => JSON.stringify([id, ...identity]);
  return {
    find(id, identity, nowMs) {
      if (identity.length === 0) return undefined;
      const found = kept.get(keyOf(id, identity));
      return found && nowMs < found.untilMs ? found.verdict : undefined;
    },
    keep(id, identity, verdict, untilMs) {
      kept.set(keyOf(id, identity), { verdict, untilMs });
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    },
    clear: () => kept.clear(),
  };
}
