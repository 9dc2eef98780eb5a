import { createClients } from '../aws.ts';
import type { Context, Rewrite } from '../context.ts';
import { createRefresher } from '../load-balancer/refresh.ts';
import type { Part } from '../part.ts';
import { createAddresses } from './addresses.ts';
import { createForwarders } from './forwarders.ts';
import { createReading, type NamedService, type Reading } from './reading.ts';
import { type DatabaseAddress, rewriteNames } from './rewrite.ts';

export type NamesOptions = {
  /** The databases as they are now; asked at each rewrite. */
  databases(): readonly DatabaseAddress[];
  /** For tests: what stands in for the emulator. */
  reading?: Reading;
};

export interface Names extends Part {
  readonly name: 'names';
  /** Replaces the VPC's names in a task's environment by addresses of this machine. */
  readonly rewrite: Rewrite;
  /** Reads everything again; resolves when it is in force. */
  refresh(): Promise<void>;
}

/** The VPC's private names: a loopback address for each Cloud Map service, forwarded to its instances. */
export function createNames(context: Context, options: NamesOptions): Names {
  const reading = options.reading ?? createReading(createClients(context.endpoint, context.region));
  const addresses = createAddresses(context.store.map<string>('names'));
  const known = new Map<string, string>();
  let services: NamedService[] = [];
  const tell = (subject: string, text: string, level?: 'warn') => context.events.emit('names', subject, text, level);

  const forwarders = createForwarders((where, error) => tell(where, `cannot be listened on: ${textOf(error)}`, 'warn'));

  async function read() {
    services = await reading.services();
    for (const { name, instances } of services) {
      const address = await addresses.claim(name);
      if (!address) {
        tell(name, 'gets no address: all of 127.0.8.0/24 is taken', 'warn');
        continue;
      }
      if (!known.has(name)) tell(name, `is ${address}`);
      known.set(name, address);
      await forwarders.follow(address, instances);
    }
    const current = new Set(services.map(({ name }) => name));
    for (const [name, address] of known) {
      if (current.has(name)) continue;
      known.delete(name);
      await forwarders.follow(address, []);
    }
  }

  const refresher = createRefresher<'all'>({
    writes: context.writes,
    topicOf: ({ service }) => (service === 'servicediscovery' ? 'all' : undefined),
    slowly: 'all',
    read,
    failed: (error) => tell('emulator', `cannot be read: ${textOf(error)}`, 'warn'),
  });

  return {
    name: 'names',
    table: {},
    start: () => refresher.ask('all'),
    refresh: () => refresher.ask('all'),
    rejoin: () => refresher.ask('all'),
    rewrite: (value) => rewriteNames(value, known, options.databases()),
    underway: () => (refresher.busy ? ['they are being read'] : []),
    picture: () =>
      services.map(({ name, instances }) => ({
        name,
        address: known.get(name),
        instances,
        connections: forwarders.connections(known.get(name) ?? ''),
      })),
    async [Symbol.asyncDispose]() {
      await refresher[Symbol.asyncDispose]();
      await forwarders.close();
      await addresses[Symbol.asyncDispose]();
    },
  };
}

const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
