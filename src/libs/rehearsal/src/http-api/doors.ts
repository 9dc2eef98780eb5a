import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Door, openDoor } from '../load-balancer/door.ts';
import type { ServedApi } from './model.ts';
import { answerOwn } from './own-answers.ts';
import type { Outcome } from './serve.ts';

/** Where an API is served. */
export type ApiAddress = {
  api: string;
  name: string;
  /** The host that AWS would serve it at. */
  host: string;
  /** `https://127.0.0.1:PORT` */
  url: string;
};

type Counts = { requests: number; byStatus: Record<string, number>; refused: number };
type Served = { api: ServedApi; door: Door; counts: Counts };

/** How long an idle connection of a caller is kept: not published; as a load balancer's. */
const IDLE_MS = 60_000;

/** A door for each API: opened, changed and closed as the APIs are. */
export function createDoors(options: {
  region: string;
  /** Which port of this machine to try first. */
  port: number;
  certificate: () => Promise<{ certificate: string; key: string }>;
  serve(api: ServedApi, request: IncomingMessage, response: ServerResponse): Promise<Outcome>;
  served(api: ServedApi, outcome: Outcome): void;
  tell(subject: string, text: string, level?: 'warn' | 'error'): void;
}) {
  const open = new Map<string, Served>();
  const portsUsed = new Map<string, number>();

  async function answer(id: string, request: IncomingMessage, response: ServerResponse) {
    const one = open.get(id);
    if (!one) return void response.destroy();
    const { counts, api } = one;
    counts.requests++;
    try {
      const outcome = await options.serve(api, request, response);
      const kind = `${Math.floor(outcome.status / 100)}xx`;
      counts.byStatus[kind] = (counts.byStatus[kind] ?? 0) + 1;
      if (outcome.status === 403 && !outcome.answer) counts.refused++;
      options.served(api, outcome);
    } catch (error) {
      // Nobody to answer to: whoever has gone away breaks off the reading of their own request.
      if (request.destroyed && !request.complete) return;
      options.tell(api.name, `could not answer ${request.method} ${request.url}: ${error}`, 'error');
      answerOwn(response, 500, '');
    }
  }

  async function openFor(api: ServedApi) {
    const wanted = portsUsed.get(api.name) ?? options.port;
    const door = await openDoor({
      port: wanted,
      idleMs: IDLE_MS,
      tls: await options.certificate(),
      // Who is let in is for the authorizer to say, once it is asked.
      admits: () => true,
      request: (request, response) => void answer(api.id, request, response),
    });
    portsUsed.set(api.name, door.port);
    open.set(api.id, { api, door, counts: { requests: 0, byStatus: {}, refused: 0 } });
    const what = `is served at https://127.0.0.1:${door.port}`;
    const isTaken = wanted !== 0 && wanted !== door.port;
    options.tell(api.name, isTaken ? `port ${wanted} is taken: it ${what}` : what, isTaken ? 'warn' : undefined);
  }

  async function close(id: string) {
    const one = open.get(id);
    open.delete(id);
    await one?.door.close();
  }

  return {
    /** Makes the doors those of the given APIs. */
    async follow(apis: readonly ServedApi[]) {
      const wanted = new Set(apis.map(({ id }) => id));
      for (const id of open.keys()) if (!wanted.has(id)) await close(id);
      for (const api of apis) {
        const known = open.get(api.id);
        if (known) known.api = api;
        else await openFor(api);
      }
    },
    addresses: (): ApiAddress[] =>
      [...open.values()].map(({ api, door }) => ({
        api: api.id,
        name: api.name,
        host: `${api.id}.execute-api.${options.region}.amazonaws.com`,
        url: `https://127.0.0.1:${door.port}`,
      })),
    traffic: () => [...open.values()].map(({ api, door }) => ({ api: api.name, ...door.traffic() })),
    picture: () =>
      [...open.values()].map(({ api, door, counts }) => ({
        api: api.name,
        url: `https://127.0.0.1:${door.port}`,
        deployment: api.stage.deploymentId,
        ...counts,
      })),
    async close() {
      await Promise.all([...open.keys()].map(close));
    },
  };
}
