import { UpdateServiceCommand } from '@aws-sdk/client-ecs';
import type { Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import { StartDBInstanceCommand, StopDBInstanceCommand } from '@aws-sdk/client-rds';
import { type Action, sayAction } from '@bookmark-manager/schedule';
import type { Clients } from './clients.ts';
import { setForwarding } from './rules.ts';
import type { SchedulerSettings, ServiceSetting } from './settings.ts';

/** What became of an action: `error` is AWS's own message, null when it worked. */
export type Outcome = { action: string; error: string | null };

/** Takes the actions in their order. One that fails is reported and does not keep the others from being tried. */
export async function act(
  clients: Clients,
  settings: SchedulerSettings,
  rules: readonly Rule[],
  actions: readonly Action[],
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const action of actions)
    outcomes.push({ action: sayAction(action), error: await attempt(() => take(clients, settings, rules, action)) });
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
      await rds.send(new StartDBInstanceCommand({ DBInstanceIdentifier: settings.databaseId }));
      return;
    case 'stop-database':
      await rds.send(new StopDBInstanceCommand({ DBInstanceIdentifier: settings.databaseId }));
      return;
    case 'set-desired-count':
      await ecs.send(
        new UpdateServiceCommand({
          cluster: settings.cluster,
          service: settingOf(settings, action.service).service,
          desiredCount: action.to,
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
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}
