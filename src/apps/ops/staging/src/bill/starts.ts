import type { ServiceEvent } from '../events/read.ts';
import type { Service } from '../names.ts';

/** Tasks that were started on a day of UTC beside others of the same service, or in their place. */
export type ExtraStarts = { day: string; service: Service; started: number };

/**
 * Days on which ECS started tasks of a service that had some already: something was deployed, crashed or was replaced. Waking is
 * none of it. ECS remembers a hundred events of a service, so what lies further back is not known.
 */
export function extraStarts(
  events: readonly ServiceEvent[],
  { from, last }: { from: string; last: string },
): ExtraStarts[] {
  const running = new Map<Service, Set<string>>();
  const extra = new Map<string, ExtraStarts>();
  for (const { at, service, message } of events) {
    const day = at.slice(0, 10);
    const ids = [...message.matchAll(/\(task ([0-9a-f]+)\)/g)].map(([, id = '']) => id);
    const known = running.get(service) ?? new Set<string>();
    running.set(service, known);
    if (message.startsWith('has stopped')) for (const id of ids) known.delete(id);
    if (!message.startsWith('has started')) continue;
    if (known.size > 0 && day >= from && day <= last) {
      const key = `${day} ${service}`;
      extra.set(key, { day, service, started: (extra.get(key)?.started ?? 0) + ids.length });
    }
    for (const id of ids) known.add(id);
  }
  return [...extra.values()];
}
