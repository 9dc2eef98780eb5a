import { randomBytes } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { DeleteParameterCommand, GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import {
  type Lease,
  leaseName,
  leaseParameter,
  makeLease,
  renewLease,
  serializeLease,
} from '@bookmark-manager/schedule';
import { idle } from '../idle.ts';
import { PARAMETERS } from '../names.ts';
import type { Target } from '../target/target.ts';
import { worldTime } from '../target/time.ts';
import { tellLeftHolds } from './left.ts';

/** World time. A command that is killed leaves a hold that ends by itself this soon. */
const LASTS_MS = 10 * 60_000;
const RENEW_EVERY_MS = 3 * 60_000;

/** What a running operation keeps awake, until it is disposed. */
export type Hold = AsyncDisposable & { readonly id: string };

export type HoldRequest = {
  /** What is under way, as others read it in `staging status`: "deploys web". */
  why: string;
  /** Leaves the services as they are. */
  only?: 'database';
  /** Is told when the hold cannot be renewed, or somebody has released it. */
  warn(text: string): void;
  /** Waits real milliseconds; a test's own. */
  pause?: (ms: number, signal: AbortSignal) => Promise<unknown>;
};

/**
 * Keeps the environment, or its database alone, awake for an operation: a lease of ten minutes that is renewed every
 * three. A newer `stop` waits for it. What a command that was killed still holds is told, with how to release it. The scheduler acts on it within the minute; `reconcile` has it act at once.
 * @throws LeaseRefused when the target's time leaves no room for it
 */
export async function takeHold(target: Target, { why, only, warn, pause = idle }: HoldRequest): Promise<Hold> {
  const ssm = new SSMClient(target.clientOptions);
  const { now, speed } = await worldTime(target);
  const id = leaseName('hold', now, randomBytes(3).toString('hex'));
  const Name = leaseParameter(PARAMETERS, id);
  await tellLeftHolds(ssm, now, warn);
  const heldBy = { machine: hostname(), pid: process.pid };
  const until = after(now);
  const request = { id, condition: 'awake', until, by: userInfo().username, why, kind: 'hold', heldBy } as const;
  let lease = makeLease({ ...request, ...(only === undefined ? {} : { only }) }, now);
  await put(ssm, Name, lease);
  const ending = new AbortController();
  const renewing = (async () => {
    while (!ending.signal.aborted) {
      await pause(RENEW_EVERY_MS / Math.max(1, speed), ending.signal);
      if (ending.signal.aborted) return;
      try {
        if (!(await isThere(ssm, Name))) return warn('Somebody has released the hold: it may fall asleep under this.');
        const time = await worldTime(target);
        lease = renewLease(lease, after(time.now), time.now);
        await put(ssm, Name, lease);
      } catch (error) {
        warn(`The hold could not be renewed: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  })();
  return {
    id,
    async [Symbol.asyncDispose]() {
      ending.abort();
      await renewing;
      await ssm.send(new DeleteParameterCommand({ Name })).catch((error: Error) => {
        if (error.name !== 'ParameterNotFound') warn(`The hold is left to end by itself: ${error.message}`);
      });
    },
  };
}

const after = (now: Date) => new Date(now.getTime() + LASTS_MS);

const put = (ssm: SSMClient, Name: string, lease: Lease) =>
  ssm.send(new PutParameterCommand({ Name, Value: serializeLease(lease), Type: 'String', Overwrite: true }));

const isThere = (ssm: SSMClient, Name: string): Promise<boolean> =>
  ssm.send(new GetParameterCommand({ Name })).then(
    () => true,
    (error: Error) => {
      if (error.name === 'ParameterNotFound') return false;
      throw error;
    },
  );
