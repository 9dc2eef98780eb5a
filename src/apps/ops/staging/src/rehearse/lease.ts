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

/** A lease that is kept up until it is disposed. `renew` writes it at once, should it have been lost. */
export type KeptLease = AsyncDisposable & { renew(): Promise<void> };

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
  const renew = async () => {
    if (ending.signal.aborted) return;
    lease = renewLease(lease, after(clock.now()), clock.now());
    await put(ssm, lease).catch(failed);
  };
  const renewing = (async () => {
    while (!ending.signal.aborted) {
      await clock.sleep(RENEW_EVERY_MS, ending.signal);
      await renew();
    }
  })();
  return {
    renew,
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
