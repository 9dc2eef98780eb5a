import { createServer, type Server } from 'node:net';

/** Gives each name a loopback address of its own, 127.0.8.1 … 127.0.8.254, the same one as before where it can. */
export interface Addresses extends AsyncDisposable {
  /** The address of a name; undefined when every address is taken. */
  claim(name: string): Promise<string | undefined>;
}

/**
 * Whoever listens here owns the address: two rehearsals on one machine may not give the same one to their services,
 * as both listen on the same ports.
 */
const CLAIM_PORT = 4_127;
const MOST = 254;

/** `remembered`: name → address, kept over restarts; changed by claims. */
export function createAddresses(remembered: Map<string, string>): Addresses {
  const claimed = new Map<string, { address: string; server: Server }>();
  return {
    async claim(name) {
      const known = claimed.get(name);
      if (known) return known.address;
      const before = remembered.get(name);
      const all = Array.from({ length: MOST }, (_, index) => `127.0.8.${index + 1}`);
      for (const address of before ? [before, ...all] : all) {
        const server = await listen(address);
        if (!server) continue;
        claimed.set(name, { address, server });
        remembered.set(name, address);
        return address;
      }
      return undefined;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...claimed.values()].map(({ server }) => new Promise((resolve) => server.close(resolve))));
      claimed.clear();
    },
  };
}

function listen(host: string): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', () => resolve(undefined));
    server.listen({ host, port: CLAIM_PORT, exclusive: true }, () => resolve(server));
  });
}
