import { type Forwarder, openForwarder } from './forwarder.ts';
import type { Instance } from './reading.ts';

/** The forwarders of all names: one for each address and port that has an instance. */
export function createForwarders(failed: (where: string, error: unknown) => void) {
  const open = new Map<string, { forwarder: Forwarder; instances: Instance[] }>();
  /** Refuse new connections, but still carry some. */
  const resting = new Set<Forwarder>();

  async function follow(address: string, port: number, instances: Instance[]) {
    const key = `${address}:${port}`;
    const known = open.get(key);
    if (known) {
      known.instances = instances;
      return;
    }
    const made = { instances };
    try {
      const forwarder = await openForwarder(address, port, () => made.instances);
      open.set(key, Object.assign(made, { forwarder }));
    } catch (error) {
      failed(key, error);
    }
  }

  return {
    /** Makes the forwarders of an address those of its instances; a port without any refuses connections. */
    async follow(address: string, instances: readonly Instance[]) {
      const byPort = Map.groupBy(instances, ({ port }) => port);
      for (const [key, { forwarder }] of open) {
        if (!key.startsWith(`${address}:`) || byPort.has(Number(key.split(':')[1]))) continue;
        open.delete(key);
        forwarder.rest();
        resting.add(forwarder);
      }
      for (const [port, here] of byPort) await follow(address, port, usable(here));
      for (const forwarder of resting) if (forwarder.connections === 0) resting.delete(forwarder);
    },
    connections: (address: string) =>
      [...open].reduce(
        (sum, [key, { forwarder }]) => sum + (key.startsWith(`${address}:`) ? forwarder.connections : 0),
        0,
      ),
    async close() {
      const all = [...resting, ...[...open.values()].map(({ forwarder }) => forwarder)];
      await Promise.all(all.map((forwarder) => forwarder.close()));
    },
  };
}

/** As DNS would answer: the healthy instances, or all of them when none is healthy. */
function usable(instances: Instance[]): Instance[] {
  const healthy = instances.filter((instance) => instance.healthy);
  return healthy.length > 0 ? healthy : instances;
}
