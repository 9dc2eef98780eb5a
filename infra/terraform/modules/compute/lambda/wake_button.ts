import { buttonLease, languageOf, leaseName, safeBack } from '@bookmark-manager/schedule';
import type { WakeSettings } from './settings.ts';
import { noteReply, onlyBy, seeOther, type WakeAnswer } from './wake_reply.ts';
import type { WakeRequest } from './wake_request.ts';
import type { WakeWorld } from './wake_world.ts';

/** Wakes it because somebody pressed the wake page's button, and leads back to what they had asked for. */
export async function wakeByButton(request: WakeRequest, world: WakeWorld): Promise<WakeAnswer> {
  if (request.method !== 'POST') return onlyBy('POST');
  const language = languageOf(request.headers['accept-language'] ?? '');
  if (world.settings.slice.schedule.wake_on_visit === 'off') return noteReply(403, 'off', language);
  if (!isOwnForm(request) || !isFromOwnPage(request, world.settings)) return noteReply(403, 'foreign', language);
  const now = world.now();
  const id = leaseName('button', now, world.salt());
  const lease = buttonLease({ calendar: world.calendar, leases: await world.leases(), now, id });
  if (lease) await world.keep(lease);
  return seeOther(safeBack(new URLSearchParams(request.body).get('back') ?? '/'));
}

function isOwnForm({ headers }: WakeRequest): boolean {
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers['content-type'] ?? '');
}

/** Another site's page can send the same form, but a browser names that site in Origin; and a name of theirs in Host is none of ours. */
function isFromOwnPage({ headers, through }: WakeRequest, { hosts, plainHosts }: WakeSettings): boolean {
  const host = headers.host?.toLowerCase() ?? '';
  const schemes = [
    ...(hosts.includes(host) ? [headers['x-forwarded-proto'] ?? ''] : []),
    ...(plainHosts.includes(host) ? [through === 'alb' ? 'http' : 'https'] : []),
  ];
  return schemes.some((scheme) => headers.origin?.toLowerCase() === `${scheme}://${host}`);
}
