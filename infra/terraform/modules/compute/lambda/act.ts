import { UpdateServiceCommand } from '@aws-sdk/client-ecs';
import type { Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Action } from '@bookmark-manager/schedule';
import type { Clients } from './clients.ts';
import { DATABASE_CALLS, ON_ITS_WAY } from './database.ts';
import { setForwarding } from './rules.ts';
import type { SchedulerSettings, ServiceSetting } from './settings.ts';

/** What became of an action: `error` is AWS's own message, null when it worked, or when another firing was faster. */
export type Outcome = { action: Action; error: string | null };

/**
 * Takes the actions in their order. One that fails is reported, and keeps only the later ones of its own service from being
 * tried: a service whose visitors could not be moved away keeps its tasks. Between moving visitors away and ending tasks it
 * waits `settings.flipPauseMs`: a load balancer takes new weights a few seconds after it has accepted them.
 */
export async function act(
  clients: Clients,
  settings: SchedulerSettings,
  rules: readonly Rule[],
  actions: readonly Action[],
  pause: (ms: number) => Promise<unknown>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const failed = new Set<string>();
  let flipped = false;
  for (const action of actions) {
    if (flipped && action.kind !== 'set-forwarding') {
      await pause(settings.flipPauseMs);
      flipped = false;
    }
    const service = 'service' in action ? action.service : 'database';
    if (failed.has(service)) continue;
    const error = await attempt(() => take(clients, settings, rules, action));
    if (error !== null) failed.add(service);
    if (action.kind === 'set-forwarding' && action.to === 'wake') flipped = true;
    outcomes.push({ action, error });
  }
  return outcomes;
}

async function take(
  { ecs, elb, rds }: Clients,
  settings: SchedulerSettings,
  rules: readonly Rule[],
  action: Action,
): Promise<void> {
  switch (action.kind) {
    case 'start-database':
      await DATABASE_CALLS[settings.databaseEngine].start(rds, settings.databaseId);
      return;
    case 'stop-database':
      await DATABASE_CALLS[settings.databaseEngine].stop(rds, settings.databaseId);
      return;
    case 'set-desired-count':
    case 'give-up':
      await ecs.send(
        new UpdateServiceCommand({
          cluster: settings.cluster,
          service: settingOf(settings, action.service).service,
          desiredCount: action.kind === 'give-up' ? 0 : action.to,
        }),
      );
      return;
    case 'set-forwarding':
      await setForwarding(elb, rules, settingOf(settings, action.service), settings.wakeTargetGroupArn, action.to);
  }
}

function settingOf({ services }: SchedulerSettings, name: string): ServiceSetting {
  const setting = services.find((service) => service.name === name);
  if (setting) return setting;
  throw new Error(`no service "${name}" among ${services.map((service) => service.name).join(', ')}`);
}

async function attempt(work: () => Promise<void>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (!(error instanceof Error)) return String(error);
    return ON_ITS_WAY.test(error.name) ? null : `${error.name}: ${error.message}`;
  }
}
