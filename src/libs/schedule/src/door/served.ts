import type { Forwarding } from '../reconcile/observed.ts';

/** Where a service's routes lead. `other`: not all to the same, or to neither. */
export type Leads = 'app' | 'wake' | 'other';

/** What a deployment serves, by service, and of which revision. */
export type Served = { revision: string; leads: Readonly<Record<string, string>> };

/** The description that a deployment is made with: nothing else tells later what it took a picture of. */
export function describeServed({ revision, leads }: Served): string {
  return [...Object.entries(leads).map(([name, lead]) => `${name}=${lead}`), `revision=${revision}`].join(' ');
}

/** What a deployment's description says; null when it is none of ours. */
export function readServed(description: string | undefined): Served | null {
  const pairs = (description ?? '').split(' ').map((pair) => pair.split('='));
  if (!pairs.every((pair) => pair.length === 2)) return null;
  const { revision, ...leads } = Object.fromEntries(pairs) as Record<string, string>;
  return revision === undefined ? null : { revision, leads };
}

/** Where routes lead, by their targets. */
export function leadOf(targets: readonly (string | undefined)[], ids: { app: string; wake: string }): Leads {
  const allTo = (id: string) => targets.length > 0 && targets.every((target) => target === targetOf(id));
  if (allTo(ids.app)) return 'app';
  return allTo(ids.wake) ? 'wake' : 'other';
}

export const targetOf = (integrationId: string): string => `integrations/${integrationId}`;

/**
 * Where a service's visitors are sent: what is served, if that is what the routes say too. Else a flip was left half done, or what
 * Terraform changed is not deployed yet.
 */
export function forwardingOfRoutes(name: string, lead: Leads, served: Served | null, revision: string): Forwarding {
  if (lead === 'other' || served?.revision !== revision) return 'mixed';
  return served.leads[name] === lead ? lead : 'mixed';
}
