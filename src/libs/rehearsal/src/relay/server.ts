import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clock, pause } from '../clock/index.ts';
import type { Events } from '../events.ts';
import { createAmendments } from '../handlers/index.ts';
import type { Store } from '../store.ts';
import { createCalls } from './calls.ts';
import { createGate } from './gate.ts';
import { createListener } from './listener.ts';
import { createPages, type PageHandler } from './pages.ts';
import { composeTables } from './table.ts';
import type { Call, Table, Upstream, Writes } from './types.ts';
import { createLink } from './upstream.ts';

/** An HTTP proxy that speaks AWS's wire protocols, in front of the emulator. */
export interface Relay extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`; throws before {@link Relay.listen}. */
  readonly endpoint: string;
  /** Listens on 127.0.0.1; port 0 asks the system for one. Rejects with Node's `EADDRINUSE` when it is taken. */
  listen(port: number): Promise<void>;
  /**
   * Adds rows. Where an operation has one already, the new row is put around it (see `composeTables`). Returns what takes them
   * away again: whoever starts a part anew must do so, or the old part's rows answer behind the new ones.
   */
  add(table: Table): () => void;
  /** Serves `/_rehearsal/<path>`. */
  internal(path: string, handler: PageHandler): void;
  readonly writes: Writes;
  /** Runs work while no write is in flight; undefined when that does not come about within `patienceMs` (see `Gate`). */
  quiet<T>(work: () => Promise<T>, patienceMs: number): Promise<T | undefined>;
}

/** Makes the relay with its own rows: the corrections that make a second plan clean. */
export function createRelay(options: { upstream: Upstream; store: Store; clock: Clock; events: Events }): Relay {
  const gate = createGate();
  const pages = createPages();
  const calls = createCalls();
  pages.add('calls', calls.page);
  const listeners = new Set<(call: Call) => void>();
  const link = createLink(options.upstream, reportOnce(options.events), options.clock.now);
  let tables = [createAmendments(options)];
  let table = composeTables(...tables);
  const put = (changed: Table[]) => {
    tables = changed;
    table = composeTables(...tables);
  };
  const answer = createListener({
    link,
    gate,
    table: () => table,
    called: calls.note,
    wrote: (call) => {
      for (const listener of listeners) listener(call);
    },
    broke: (call, error) => options.events.emit('relay', nameOf(call), `failed: ${String(error)}`, 'error'),
  });
  const server = http.createServer({ keepAliveTimeout: 65_000 }, (incoming, response) => {
    const work = pages.find(incoming.url)?.(incoming, response) ?? answer(incoming, response);
    work.catch(() => response.destroy());
  });
  return {
    get endpoint() {
      const address = server.address() as AddressInfo | null;
      if (!address) throw new Error('The relay is not listening yet.');
      return `http://127.0.0.1:${address.port}`;
    },
    listen: (port) => listen(server, port),
    add(rows) {
      put([...tables, rows]);
      return () => put(tables.filter((other) => other !== rows));
    },
    internal: pages.add,
    writes: {
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    quiet: gate.quiet,
    async [Symbol.asyncDispose]() {
      await close(server);
      link.close();
    },
  };
}

function listen(server: http.Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

const GRACE_MS = 1000;

/** Requests in flight may finish; a stream that never ends (events) does not hold it up. */
async function close(server: http.Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const patience = new AbortController();
  await Promise.race([closed, pause(GRACE_MS, patience.signal)]);
  patience.abort();
  server.closeAllConnections();
  await closed;
}

/** The list of gaps, each named once. */
function reportOnce(events: Events): (call: Call) => void {
  const known = new Set<string>();
  return (call) => {
    const name = nameOf(call);
    if (known.has(name)) return;
    known.add(name);
    events.emit('relay', name, 'has no answer in the emulator', 'warn');
  };
}

function nameOf(call: Call): string {
  return `${call.service}:${call.operation}`;
}
