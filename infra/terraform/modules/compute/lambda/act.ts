import { UpdateServiceCommand } from '@aws-sdk/client-ecs';
import type { Action } from '@bookmark-manager/schedule';
import { CAPACITY_PROVIDERS } from './capacity.ts';
import type { Clients } from './clients.ts';
import { DATABASE_CALLS, ON_ITS_WAY } from './database.ts';
import type { DoorView } from './door.ts';
import type { SchedulerSettings } from './settings.ts';
import { inWords } from './words.ts';

/** What became of an action: `error` is AWS's own message, null when it worked, or when another firing was faster. */
export type Outcome = { action: Action; error: string | null };

type FlipAction = Extract<Action, { kind: 'set-forwarding' }>;
/** Visitors are moved together, everything else is done one by one. */
type Step = { flips: FlipAction[] } | { single: Exclude<Action, FlipAction> };

/**
 * Takes the actions in their order. One that fails is reported, and keeps only the later ones of its own service from being
 * tried: a service whose visitors could not be moved away keeps its tasks. Between moving visitors away and ending tasks it
 * waits `settings.flipPauseMs`: a load balancer takes new weights a few seconds after it has accepted them.
 */
export async function act(
  clients: Clients,
  settings: SchedulerSettings,
  flip: DoorView['flip'],
  actions: readonly Action[],
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const failed = new Set<string>();
  const note = (action: Action, error: string | null) => {
    if (error !== null) failed.add(subjectOf(action));
    outcomes.push({ action, error });
  };
  let flipped = false;
  for (const step of stepsOf(actions)) {
    if ('flips' in step) {
      const flips = step.flips.filter(({ service }) => !failed.has(service));
      const errors = flips.length > 0 ? await flip(flips) : [];
      for (const [index, action] of flips.entries()) note(action, errors[index] ?? null);
      flipped ||= flips.some(({ to }) => to === 'wake');
      continue;
    }
    if (flipped) await clients.pause(settings.flipPauseMs);
    flipped = false;
    if (failed.has(subjectOf(step.single))) continue;
    note(step.single, await take(clients, settings, step.single).then(() => null, unlessOnItsWay));
  }
  return outcomes;
}

function stepsOf(actions: readonly Action[]): Step[] {
  const steps: Step[] = [];
  for (const action of actions) {
    const last = steps.at(-1);
    if (action.kind !== 'set-forwarding') steps.push({ single: action });
    else if (last && 'flips' in last) last.flips.push(action);
    else steps.push({ flips: [action] });
  }
  return steps;
}

function subjectOf(action: Action): string {
  return 'service' in action ? action.service : 'database';
}

async function take({ ecs, rds }: Clients, settings: SchedulerSettings, action: Exclude<Action, FlipAction>) {
  const { databaseEngine, databaseId, cluster } = settings;
  switch (action.kind) {
    case 'start-database':
      return DATABASE_CALLS[databaseEngine].start(rds, databaseId);
    case 'stop-database':
      return DATABASE_CALLS[databaseEngine].stop(rds, databaseId);
    case 'set-desired-count':
    case 'give-up': {
      const desiredCount = action.kind === 'give-up' ? 0 : action.to;
      return ecs.send(new UpdateServiceCommand({ cluster, service: fullName(settings, action.service), desiredCount }));
    }
    case 'set-capacity':
      return ecs.send(
        new UpdateServiceCommand({
          cluster,
          service: fullName(settings, action.service),
          capacityProviderStrategy: [{ capacityProvider: CAPACITY_PROVIDERS[action.to], weight: 1 }],
          // ECS takes another strategy by a new deployment only.
          forceNewDeployment: true,
        }),
      );
  }
}

function fullName({ services }: SchedulerSettings, name: string): string {
  const setting = services.find((service) => service.name === name);
  if (setting) return setting.service;
  throw new Error(`no service "${name}" among ${services.map((service) => service.name).join(', ')}`);
}

function unlessOnItsWay(error: unknown): string | null {
  return error instanceof Error && ON_ITS_WAY.test(error.name) ? null : inWords(error);
}
