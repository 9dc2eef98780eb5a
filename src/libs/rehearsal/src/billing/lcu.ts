import type { Entry } from './ledger.ts';

const SERVICE = 'ELB';

/** What is counted of an application load balancer, and what it is charged by. */
export const LCU = {
  balancer: 'APN1-LoadBalancerUsage (Application)',
  connections: 'lcu: new connections',
  bytes: 'lcu: processed bytes',
  charged: 'APN1-LCUUsage (Application)',
} as const;

/** One capacity unit has in an hour: 25 new connections a second, or 1 GB. */
const CONNECTIONS = 25 * 3600;
const BYTES = 1e9;

/**
 * What an hour's connections and bytes come to: of a load balancer's dimensions the one that is used most is paid for. Rules
 * are free up to ten, and connections that stay open count by 3000 a minute, which nobody has here.
 */
export function lcuHours(entries: readonly Entry[]): Entry[] {
  const isCounted = ({ service, usageType }: Entry) =>
    service === SERVICE && (usageType === LCU.connections || usageType === LCU.bytes);
  const counted = entries.filter(isCounted);
  const most = new Map<string, number>();
  for (const { resource, usageType, quantity } of counted) {
    const units = quantity / (usageType === LCU.bytes ? BYTES : CONNECTIONS);
    most.set(resource, Math.max(most.get(resource) ?? 0, units));
  }
  const units = [...most].map(([resource, quantity]) => ({
    service: SERVICE,
    usageType: LCU.charged,
    resource,
    quantity,
  }));
  return [...entries.filter((entry) => !isCounted(entry)), ...units];
}
