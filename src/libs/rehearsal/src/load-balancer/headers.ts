/** `[name, value, name, value, …]` as Node keeps raw headers: order, case and repetition survive. */
export type RawHeaders = readonly string[];

/** What the load balancer tells a target about the caller. */
export type Caller = { address: string; port: number; protocol: 'http' | 'https'; traceId: string };

/** Meant for one connection only, so never passed on; `expect` is answered by the door itself. */
const HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
]);

/** The caller's headers without those of its connection, and with `X-Forwarded-*` and the trace id. */
export function towardsTarget(raw: RawHeaders, caller: Caller): string[] {
  const kept = withoutHop(raw);
  const forwardedFor = valuesOf(kept, 'x-forwarded-for');
  const trace = valuesOf(kept, 'x-amzn-trace-id')[0];
  return [
    ...without(kept, new Set(['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-port', 'x-amzn-trace-id'])),
    ...['X-Forwarded-For', [...forwardedFor, caller.address].join(', ')],
    ...['X-Forwarded-Proto', caller.protocol],
    ...['X-Forwarded-Port', String(caller.port)],
    ...['X-Amzn-Trace-Id', trace ? `Self=${caller.traceId};${trace}` : `Root=${caller.traceId}`],
  ];
}

/** Headers without those that concern one connection, the ones that `Connection` names included. */
export function withoutHop(raw: RawHeaders): string[] {
  const named = valuesOf(raw, 'connection').flatMap((value) => value.toLowerCase().split(/\s*,\s*/));
  return without(raw, new Set([...HOP, ...named]));
}

/** A new trace id, `1-<seconds, hex>-<24 hex digits>`. */
export function traceId(now: Date, randomHex24: string): string {
  return `1-${Math.floor(now.getTime() / 1000).toString(16)}-${randomHex24}`;
}

export function valuesOf(raw: RawHeaders, name: string): string[] {
  return raw.filter((_, index) => index % 2 === 1 && raw[index - 1]?.toLowerCase() === name);
}

function without(raw: RawHeaders, names: ReadonlySet<string>): string[] {
  return raw.filter((_, index) => !names.has((raw[index - (index % 2)] ?? '').toLowerCase()));
}
