import { createHash } from 'node:crypto';
import {
  desired,
  isOfferToken,
  isPrefetch,
  type Lease,
  LeaseRefused,
  languageOf,
  type Offer,
  offerLease,
} from '@bookmark-manager/schedule';
import { noteReply, onlyBy, type WakeAnswer } from './wake_reply.ts';
import type { WakeRequest } from './wake_request.ts';
import type { WakeWorld } from './wake_world.ts';

/** The one-click link of the notice before sleep. Clicked twice it does nothing more. */
export async function stayAwake(request: WakeRequest, world: WakeWorld): Promise<WakeAnswer> {
  if (request.method !== 'GET') return onlyBy('GET');
  const language = languageOf(request.headers['accept-language'] ?? '');
  // A browser that loads ahead is nobody's click.
  if (isPrefetch(request.headers)) return noteReply(503, 'failed', language);
  const token = request.query.get('offer') ?? '';
  const offer = isOfferToken(token) ? await world.offer(token) : null;
  const lease = offer && leaseOf(offer, token, world.now());
  if (!lease) return noteReply(410, 'ended', language);
  await world.keep(lease);
  const leases = await world.leases();
  const known = leases.some(({ id }) => id === lease.id) ? leases : [...leases, lease];
  const { condition, until } = desired(world.calendar, known, world.now());
  // Somebody has stopped it since the first click.
  if (condition === 'asleep') return noteReply(410, 'ended', language);
  return until === null ? noteReply(200, 'stays-on', language) : noteReply(200, 'stays', language, { until });
}

/** The lease of an offer, with the same name for each click; null when the offer has ended. */
function leaseOf({ until, expires }: Offer, token: string, now: Date): Lease | null {
  if (expires <= now) return null;
  const hash = createHash('sha256').update(token).digest('hex').slice(0, 16);
  try {
    return offerLease(`offer-${hash}`, until, now);
  } catch (error) {
    if (error instanceof LeaseRefused) return null;
    throw error;
  }
}
