import type { Pace } from '../clock/index.ts';
import type { TargetState } from '../context.ts';
import { drained } from './drain.ts';
import { type Health, REGISTERED } from './health.ts';
import type { Target, TargetGroup } from './model.ts';
import type { Probe } from './probe.ts';
import { type Watched, watch } from './watch.ts';

/** Where one target of a group stands; `reason` and `description` in ELB's words. */
export type Standing = { target: Target; state: TargetState; reason?: string; description?: string };

/** The targets of all groups, checked, drained and forgotten as their groups say. */
export type Targets = ReturnType<typeof createTargets>;

type Entry = Watched & { watching?: AbortController; draining?: AbortController };
type Group = { settings?: TargetGroup; used: boolean; revision: number; entries: Map<string, Entry> };

/** `told` hears of every change of a target's state, for the event stream. */
export function createTargets(options: {
  pace: Pace;
  probe: Probe;
  /** Requests and connections that a target is still busy with. */
  open: (target: Target) => number;
  told: (group: TargetGroup | undefined, standing: Standing) => void;
}) {
  const groups = new Map<string, Group>();

  function groupOf(arn: string): Group {
    const known = groups.get(arn);
    if (known) return known;
    const made: Group = { used: false, revision: 0, entries: new Map() };
    groups.set(arn, made);
    return made;
  }

  function add(group: Group, target: Target) {
    const key = keyOf(target);
    const known = group.entries.get(key);
    if (known && !known.draining) return;
    known?.draining?.abort();
    const entry: Entry = { target, health: REGISTERED };
    group.entries.set(key, entry);
    options.told(group.settings, standingOf(group, entry));
    follow(group, entry);
  }

  /** Starts or ends the checks of a target, as its group is in use or not. */
  function follow(group: Group, entry: Entry) {
    const { settings } = group;
    const wanted = group.used && settings?.kind === 'ip' && !entry.draining;
    if (wanted === (entry.watching !== undefined)) return;
    entry.watching?.abort();
    delete entry.watching;
    entry.health = REGISTERED;
    if (!wanted) return;
    entry.watching = new AbortController();
    void watch(entry, {
      check: () => (group.settings ?? settings).healthCheck,
      changed: () => options.told(group.settings, standingOf(group, entry)),
      probe: options.probe,
      pace: options.pace,
      signal: entry.watching.signal,
    });
  }

  function drain(group: Group, key: string) {
    const entry = group.entries.get(key);
    if (!entry || entry.draining) return;
    const draining = new AbortController();
    entry.draining = draining;
    follow(group, entry);
    const delayMs = group.used && group.settings?.kind === 'ip' ? group.settings.deregistrationDelayMs : 0;
    if (delayMs === 0) return forget(group, key, entry);
    options.told(group.settings, standingOf(group, entry));
    const isBusy = () => options.open(entry.target) > 0;
    void drained({ pace: options.pace, delayMs, isBusy, signal: draining.signal }).then(() =>
      forget(group, key, entry),
    );
  }

  function forget(group: Group, key: string, entry: Entry) {
    if (group.entries.get(key) === entry) group.entries.delete(key);
  }

  function end(group: Group) {
    for (const entry of group.entries.values()) {
      entry.watching?.abort();
      entry.draining?.abort();
    }
  }

  return {
    /** Takes over the groups' settings, and which of them a rule names: only those are checked. */
    configure(settings: readonly TargetGroup[], used: ReadonlySet<string>) {
      const named = new Set(settings.map(({ arn }) => arn));
      for (const [arn, group] of groups) {
        if (named.has(arn)) continue;
        end(group);
        groups.delete(arn);
      }
      for (const one of settings) {
        const group = groupOf(one.arn);
        group.settings = one;
        group.used = used.has(one.arn);
        for (const entry of group.entries.values()) follow(group, entry);
      }
    },
    /** Counts the registrations and deregistrations told; what was read before the latest of them is stale. */
    revision: (arn: string) => groupOf(arn).revision,
    /** Takes over what was read, unless something was told since `revision`. */
    replace(arn: string, targets: readonly Target[], revision: number) {
      const group = groupOf(arn);
      if (group.revision !== revision) return;
      const wanted = new Set(targets.map(keyOf));
      for (const key of group.entries.keys()) if (!wanted.has(key)) drain(group, key);
      for (const target of targets) add(group, target);
    },
    register(arn: string, targets: readonly Target[]) {
      const group = groupOf(arn);
      group.revision++;
      for (const target of targets) add(group, target);
    },
    deregister(arn: string, targets: readonly Target[]) {
      const group = groupOf(arn);
      group.revision++;
      for (const [key, entry] of group.entries) if (targets.some((one) => names(one, entry.target))) drain(group, key);
    },
    standings(arn: string): Standing[] {
      const group = groups.get(arn);
      return group ? [...group.entries.values()].map((entry) => standingOf(group, entry)) : [];
    },
    end() {
      for (const group of groups.values()) end(group);
      groups.clear();
    },
  };
}

/** Whether a target is named, by its id alone too. */
const names = (one: Target, other: Target) => one.id === other.id && (one.port === 0 || one.port === other.port);

const keyOf = ({ id, port }: Target) => `${id} ${port}`;

const NOT_IN_USE = {
  state: 'unused',
  reason: 'Target.NotInUse',
  description: 'Target group is not configured to receive traffic from the load balancer',
} as const;

const DRAINING = {
  state: 'draining',
  reason: 'Target.DeregistrationInProgress',
  description: 'Target deregistration is in progress',
} as const;

function standingOf(group: Group, entry: Entry): Standing {
  const { target } = entry;
  if (entry.draining) return { target, ...DRAINING };
  if (!group.used) return { target, ...NOT_IN_USE };
  if (group.settings?.kind === 'lambda') return { target, state: 'healthy' };
  const { state, reason, description }: Health = entry.health;
  return { target, state, ...(reason && { reason }), ...(description && { description }) };
}
