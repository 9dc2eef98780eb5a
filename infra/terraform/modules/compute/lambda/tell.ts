import {
  type Calendar,
  comingSleep,
  conditionOf,
  type Desired,
  isOutlived,
  isSleepNotice,
  type Lease,
  type Observed,
  offerParameter,
  overNotice,
  serializeOffer,
  sleepNotice,
  type Trouble,
  troubleNotice,
} from '@bookmark-manager/schedule';
import type { Clients } from './clients.ts';
import { forget, once, readTold, send } from './notices.ts';
import { createParameter, deleteParameter } from './parameters.ts';
import type { SchedulerSettings } from './settings.ts';

/** What is to be told, if anything. */
export type News = {
  calendar: Calendar;
  leases: readonly Lease[];
  target: Desired;
  observed: Observed;
  troubles: readonly Trouble[];
  settled: boolean;
  now: Date;
  /** Unguessable, 22 letters: part of the link that keeps it awake. */
  token: () => string;
};

type Known = ReadonlyMap<string, string>;

/** Tells what is new, each once, and what is over. Answers what was told, a subject each. Nothing is told where nobody listens. */
export async function tell(clients: Clients, settings: SchedulerSettings, news: News): Promise<string[]> {
  const { topicArn, webhookParameter } = settings.notices;
  if (topicArn === null && webhookParameter === null) return [];
  const known = await readTold(clients, settings);
  return [
    ...(await tellTroubles(clients, settings, news, known)),
    ...(await tellOver(clients, settings, news, known)),
    ...(await tellSleep(clients, settings, news, known)),
  ];
}

async function tellTroubles(
  clients: Clients,
  settings: SchedulerSettings,
  { troubles }: News,
  known: Known,
): Promise<string[]> {
  const told: string[] = [];
  for (const trouble of troubles.filter(({ key }) => !known.has(key))) {
    const notice = troubleNotice(trouble);
    const mark = { key: trouble.key, value: notice.subject };
    if (await once(clients, settings, mark, () => send(clients, settings, notice))) told.push(notice.subject);
  }
  return told;
}

/** A trouble is over when all is as it should be: not as soon as it does not show for a minute. */
async function tellOver(
  clients: Clients,
  settings: SchedulerSettings,
  { target, settled, now }: News,
  known: Known,
): Promise<string[]> {
  const told: string[] = [];
  for (const [key, value] of known) {
    if (isSleepNotice(key)) {
      if (isOutlived(key, now)) await endOffer(clients, settings, key, value);
      continue;
    }
    if (!settled || !(await forget(clients, settings, key))) continue;
    const notice = overNotice(key, target);
    if (notice === null) continue;
    await send(clients, settings, notice);
    told.push(notice.subject);
  }
  return told;
}

async function tellSleep(
  clients: Clients,
  settings: SchedulerSettings,
  { calendar, leases, target, observed, now, token }: News,
  known: Known,
): Promise<string[]> {
  const coming = comingSleep(calendar, leases, now);
  if (coming === null || known.has(coming.key) || conditionOf(observed, target) !== 'awake') return [];
  const offer = token();
  const notice = sleepNotice(coming, `${settings.address}/_staging/stay?offer=${offer}`, now);
  const told = await once(clients, settings, { key: coming.key, value: offer }, async () => {
    const name = offerParameter(settings.parameterPrefix, offer);
    await createParameter(clients.ssm, name, serializeOffer({ until: coming.stayUntil, expires: coming.stayUntil }));
    await send(clients, settings, notice);
  });
  return told ? [notice.subject] : [];
}

async function endOffer(clients: Clients, settings: SchedulerSettings, key: string, offer: string): Promise<void> {
  await deleteParameter(clients.ssm, offerParameter(settings.parameterPrefix, offer));
  await forget(clients, settings, key);
}
