import { createHash } from 'node:crypto';
import { createServer } from 'node:net';

/** Gives each task a loopback address of its own, 127.0.16.1 … 127.0.255.254, on which its ports are free. */
export interface Addresses {
  take(ports: readonly number[]): Promise<string>;
  release(address: string): void;
}

const FIRST = 16;
const BLOCKS = 256 - FIRST;
const PER_BLOCK = 254;
const MOST = BLOCKS * PER_BLOCK;
const ATTEMPTS = 500;

/**
 * Addresses are used in turn, so that one is not used again soon after its task stopped. Where the turn begins depends
 * on `seed`, so that two rehearsals on one machine hardly ever try the same ones.
 */
export function createAddresses(seed: string): Addresses {
  let next = createHash('sha256').update(seed).digest().readUInt32BE(0) % MOST;
  const taken = new Set<string>();
  return {
    async take(ports) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const address = addressOf(next);
        next = (next + 1) % MOST;
        if (taken.has(address)) continue;
        taken.add(address);
        const free = await Promise.all(ports.map((port) => isFree(address, port)));
        if (free.every(Boolean)) return address;
        taken.delete(address);
      }
      throw new Error(`no loopback address has port ${ports.join(' and ')} free`);
    },
    release: (address) => void taken.delete(address),
  };
}

function addressOf(index: number): string {
  return `127.0.${FIRST + Math.floor(index / PER_BLOCK)}.${1 + (index % PER_BLOCK)}`;
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
