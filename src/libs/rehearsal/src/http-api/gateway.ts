import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { ACCOUNT_ID, CREDENTIALS } from '../account.ts';
import { pause } from '../clock/index.ts';
import type { Context, Invoke } from '../context.ts';
import { traceId } from '../load-balancer/headers.ts';
import type { Asked } from './asked.ts';
import type { Assumptions } from './assumptions.ts';
import { createVerdictCache, type VerdictCache } from './authorizer.ts';
import type { Integration, ServedApi } from './model.ts';
import { letsGatewayIn } from './permission.ts';
import { isSigned } from './signature.ts';
import type { Surroundings } from './surroundings.ts';
import { type Bucket, take } from './throttle.ts';

export type Target = { address: string; port: number };
/** The next instance of a service, if there is one; `closed` says why nothing gets through to it. */
export type Found = { target: Target | undefined } | { closed: string };

/** What serving a request asks; all of it may change from one request to the next. */
export type Gateway = {
  account: string;
  region: string;
  assumptions(): Assumptions;
  nowMs(): number;
  /** Of a new request. */
  stamp(): { requestId: string; at: Date };
  traceId(): string;
  /** Takes one request of what the stage lets through. */
  grants(api: ServedApi): boolean;
  isSigned(asked: Asked, body: Buffer): boolean;
  verdicts: VerdictCache;
  mayInvoke(functionArn: string, sourceArn: string): Promise<boolean>;
  invoke(
    functionArn: string,
    event: unknown,
    withinMs: number,
  ): Promise<{ payload: unknown; error?: string; timedOut?: true }>;
  targetOf(integration: Extract<Integration, { kind: 'service' }>): Found;
  /** Connections to instances, kept for the next request. */
  agent: http.Agent;
};

/** Whoever visits meets what is assumed of the gateway; a clock that runs at its fastest has no visitors and waits for nothing. */
const IN_A_HURRY = { listedMs: 0, healthLateMs: 0 };

export function createGateway(
  context: Context,
  options: { surroundings: Surroundings; invoke: Invoke; assumed: () => Assumptions; random: () => number },
): Gateway & { end(): void } {
  const { clock, pace } = context;
  const { surroundings } = options;
  const buckets = new Map<string, Bucket>();
  let kept = options.assumed().keptMs;
  let agent = agentKeeping(kept);
  const nowMs = () => pace.now().getTime();
  const assumptions = () => ({ ...options.assumed(), ...(pace.hurried && IN_A_HURRY) });
  return {
    account: ACCOUNT_ID,
    region: context.region,
    assumptions,
    nowMs,
    stamp: () => ({ requestId: randomBytes(12).toString('base64'), at: clock.now() }),
    traceId: () => traceId(clock.now(), randomBytes(12).toString('hex')),
    grants(api) {
      const { bucket, granted } = take(buckets.get(api.id), api.stage.throttle, nowMs());
      buckets.set(api.id, bucket);
      return granted;
    },
    isSigned: ({ method, rawPath, query, headers }, body) =>
      isSigned({ method, path: rawPath, query, headers, body }, 'execute-api', secretOf, clock.now()),
    verdicts: createVerdictCache(),
    async mayInvoke(functionArn, arn) {
      const policy = await surroundings.policy(functionArn);
      return policy !== undefined && letsGatewayIn(policy, { arn, account: ACCOUNT_ID });
    },
    async invoke(functionArn, event, withinMs) {
      const given = options.invoke(functionArn, event);
      const late = new AbortController();
      const tooLate = pause(withinMs, late.signal).then(
        () => ({ payload: null, error: 'it timed out', timedOut: true }) as const,
      );
      return Promise.race([given, tooLate]).finally(() => late.abort());
    },
    targetOf: ({ serviceArn, linkId }) =>
      surroundings.targetOf(serviceArn, linkId, assumptions(), nowMs(), options.random()),
    get agent() {
      const { keptMs } = options.assumed();
      if (kept === keptMs) return agent;
      agent.destroy();
      kept = keptMs;
      agent = agentKeeping(keptMs);
      return agent;
    },
    end: () => agent.destroy(),
  };
}

const agentKeeping = (keptMs: number) => new http.Agent({ keepAlive: true, maxFreeSockets: 64, timeout: keptMs });

/** Everything here is done with the rehearsal's own key; what a role may do is proven apart. */
const secretOf = (key: string) => (key === CREDENTIALS.accessKeyId ? CREDENTIALS.secretAccessKey : undefined);
