import { Resolver } from 'node:dns/promises';
import { FetchFailure } from '../failure.ts';
import { isPublic } from './addresses.ts';
import type { Allow } from './allow.ts';
import type { Target } from './target.ts';

/** All addresses of a name, IPv4 first. Throws a FetchFailure: `unresolved` when the name is not there, `resolver` when nobody can say. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/**
 * The only addresses that a connection to this target may be made to. They are looked up once, and handed to the connection: what the name
 * leads to a moment later does not matter.
 * @throws FetchFailure when one of them is not public: a name that leads to both is not to be trusted with either
 */
export const addressesOf = async (
  { host, isAddress, port }: Target,
  { resolve, allow, ports }: { readonly resolve: Resolve; readonly allow: Allow; readonly ports: readonly number[] },
): Promise<readonly string[]> => {
  const addresses = isAddress ? [host] : await resolve(host);
  if (addresses.length === 0) throw new FetchFailure('unresolved');
  const others = addresses.filter((address) => !allow(address, port));
  if (others.some((address) => !isPublic(address))) throw new FetchFailure('address');
  if (others.length > 0 && !ports.includes(port)) throw new FetchFailure('port');
  return addresses;
};

/** Asks the name servers themselves: no hosts file, no search list that would make an inner name of a short one. */
export const systemResolve: Resolve = async (host) => {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  if (addresses.length > 0) return addresses;
  const reasons = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
  throw new FetchFailure(reasons.every(saysNone) ? 'unresolved' : 'resolver', reasons[0]);
};

const saysNone = (reason: unknown): boolean =>
  reason instanceof Error && 'code' in reason && /^(ENOTFOUND|ENODATA|EBADNAME)$/.test(String(reason.code));
