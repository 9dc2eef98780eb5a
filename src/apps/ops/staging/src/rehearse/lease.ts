import { randomBytes } from 'node:crypto';
import { userInfo } from 'node:os';
import {
  DeleteParameterCommand,
  PutParameterCommand,
  paginateGetParametersByPath,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import type { Clock } from '@bookmark-manager/rehearsal';
import {
  type Lease,
  LONGEST_LEASE_MS,
  leaseName,
  leaseParameter,
  makeLease,
  parseLeases,
  renewLease,
  serializeLease,
} from '@bookmark-manager/schedule';
import { PARAMETERS } from '../names.ts';

const KIND = 'rehearse';
/** World time. A rehearsal that is killed leaves a lease that ends by itself this soon. */
const LASTS_MS = 15 * 60_000;
const RENEW_EVERY_MS = 5 * 60_000;

type Place = { ssm: SSMClient; clock: Clock; failed(error: unknown): void };

/** A lease that is kept up until it is disposed. */
export type KeptLease = AsyncDisposable & {
  /** Writes it at once, should it have been lost, or should the clock have jumped. */
  renew(): Promise<void>;
  /** Takes it away until `takeUp`: the environment follows its calendar meanwhile. */
  setAside(): Promise<void>;
  /** Holds it until then (14 days at most) without renewing it, until `takeUp`: the clock may jump farther than a renewal reaches. */
  stretch(until: Date): Promise<void>;
  takeUp(): Promise<void>;
};

/** Keeps the environment awake. A `stop` that is newer wins over it. */
export async function keepAwake({ ssm, clock, failed }: Place): Promise<KeptLease> {
  const now = clock.now();
  const id = leaseName(KIND, now, randomBytes(3).toString('hex'));
  let lease = makeLease(
    { id, condition: 'awake', until: after(now), by: userInfo().username, why: 'a rehearsal runs', kind: KIND },
    now,
  );
  await put(ssm, lease);
  const ending = new AbortController();
  let isAside = false;
  /** One write after the other: a renewal under way must not bring back what is taken away. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<unknown>): Promise<void> => {
    const done = turn.then(work).then(() => undefined, failed);
    turn = done;
    return done;
  };
  const renew = () =>
    inTurn(async () => {
      if (!ending.signal.aborted && !isAside) await write(after(clock.now()));
    });
  const write = async (until: Date) => {
    const renewedAt = clock.now();
    // A clock that was set back: a lease that begins later would not cover the present.
    const madeAt = new Date(Math.min(lease.madeAt.getTime(), renewedAt.getTime()));
    lease = renewLease({ ...lease, from: madeAt, madeAt }, until, renewedAt);
    await put(ssm, lease);
  };
  const renewing = (async () => {
    while (!ending.signal.aborted) {
      await clock.sleep(RENEW_EVERY_MS, ending.signal);
      await renew();
    }
  })();
  return {
    renew,
    setAside() {
      isAside = true;
      return inTurn(() => remove(ssm, lease.id));
    },
    stretch(until) {
      isAside = true;
      const longest = clock.now().getTime() + LONGEST_LEASE_MS;
      return inTurn(() => write(new Date(Math.min(until.getTime() + LASTS_MS, longest))));
    },
    takeUp() {
      isAside = false;
      return renew();
    },
    async [Symbol.asyncDispose]() {
      ending.abort();
      await renewing;
      await remove(ssm, lease.id).catch(failed);
    },
  };
}

/** Takes away what an earlier rehearsal, which was killed, left behind. */
export async function endEarlierLeases(ssm: SSMClient): Promise<void> {
  const stored: { name: string; value: string }[] = [];
  for await (const page of paginateGetParametersByPath({ client: ssm }, { Path: leaseParameter(PARAMETERS) }))
    for (const { Name = '', Value = '' } of page.Parameters ?? []) stored.push({ name: Name, value: Value });
  const own = parseLeases(stored).leases.filter(({ kind }) => kind === KIND);
  await Promise.all(own.map(({ id }) => remove(ssm, id)));
}

const after = (now: Date) => new Date(now.getTime() + LASTS_MS);

const put = (ssm: SSMClient, lease: Lease) =>
  ssm.send(
    new PutParameterCommand({
      Name: leaseParameter(PARAMETERS, lease.id),
      Value: serializeLease(lease),
      Type: 'String',
      Overwrite: true,
    }),
  );

const remove = (ssm: SSMClient, id: string) =>
  ssm.send(new DeleteParameterCommand({ Name: leaseParameter(PARAMETERS, id) }));
