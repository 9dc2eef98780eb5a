import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import * as z from 'zod';
import { StagingError } from '../errors.ts';

const port = z.int().min(1).max(65_535);
const portsSchema = z.object({ relay: port, registry: port.default(4600), door: port });
export type Ports = z.infer<typeof portsSchema>;

/** First choices; a rehearsal that had to take others keeps those as long as they are free. */
const PREFERRED: Ports = { relay: 4599, registry: 4600, door: 8080 };

export type TakenPort = { name: keyof Ports; wanted: number; got: number };

/**
 * The ports of this rehearsal: those of last time when they are free, else any that the system gives.
 * @throws StagingError when there is none
 */
export async function choosePorts(directory: string): Promise<{ ports: Ports; taken: TakenPort[] }> {
  const file = join(directory, 'ports.json');
  const wanted = readPorts(file);
  const taken: TakenPort[] = [];
  const ports = { ...wanted };
  for (const name of ['relay', 'registry', 'door'] as const) {
    if (await isFree(wanted[name])) continue;
    ports[name] = await anyPort();
    taken.push({ name, wanted: wanted[name], got: ports[name] });
  }
  writeFileSync(file, `${JSON.stringify(ports)}\n`);
  return { ports, taken };
}

function readPorts(file: string): Ports {
  try {
    return portsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return PREFERRED;
  }
}

const isFree = (port: number) =>
  listenOnce(port).then(
    () => true,
    () => false,
  );

async function anyPort(): Promise<number> {
  try {
    return await listenOnce(0);
  } catch (cause) {
    throw new StagingError(`No port is free on 127.0.0.1 (${cause instanceof Error ? cause.message : cause}).`, {
      hint: 'End something that listens (ss -ltnp lists it), see that the loopback interface is up (ip link), and start again.',
      cause,
    });
  }
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
