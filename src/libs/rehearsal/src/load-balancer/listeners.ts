import type { ServerResponse } from 'node:http';
import { admits } from './addresses.ts';
import { type Door, openDoor } from './door.ts';
import type { ApplicationLoadBalancer, IngressRule, Listener } from './model.ts';
import { answerStatus } from './own-answers.ts';
import { type Serving, serve, serveUpgrade } from './serve.ts';

/** Where a listener is served. */
export type ListenerAddress = {
  loadBalancer: string;
  dnsName: string;
  listenerArn: string;
  protocol: 'HTTP' | 'HTTPS';
  listenerPort: number;
  /** `http://127.0.0.1:PORT` */
  url: string;
};

type Current = { loadBalancer: ApplicationLoadBalancer; listener: Listener };
type Served = Current & { ingress: readonly IngressRule[]; door: Door; counts: Counts };
type Counts = { requests: number; active: number; byStatus: Record<string, number> };

/** The doors of all listeners: opened, changed and closed as the listeners are. */
export function createListeners(options: {
  ports(listenerPort: number): number;
  tell(subject: string, text: string, level?: 'warn' | 'error'): void;
  serving: Omit<Serving, 'current' | 'turn' | 'portOf'>;
}) {
  const served = new Map<string, Served>();
  const portsUsed = new Map<string, number>();
  const turns = new Map<string, number>();

  function servingOf(arn: string): Serving {
    return {
      ...options.serving,
      current: () => served.get(arn),
      turn(groupArn) {
        const turn = turns.get(groupArn) ?? 0;
        turns.set(groupArn, turn + 1);
        return turn;
      },
      portOf: (port) => {
        const name = served.get(arn)?.loadBalancer.name;
        return [...served.values()].find((one) => one.listener.port === port && one.loadBalancer.name === name)?.door
          .port;
      },
    };
  }

  async function open(current: Current, ingress: readonly IngressRule[]) {
    const { loadBalancer, listener } = current;
    const counts: Counts = { requests: 0, active: 0, byStatus: {} };
    const serving = servingOf(listener.arn);
    const key = `${loadBalancer.name} ${listener.port}`;
    const wanted = portsUsed.get(key) ?? options.ports(listener.port);
    const door = await openDoor({
      port: wanted,
      idleMs: loadBalancer.idleTimeoutMs,
      admits(address) {
        const now = served.get(listener.arn);
        return now !== undefined && admits(now.ingress, address, now.listener.port);
      },
      request(request, response) {
        count(counts, response);
        serve(serving, request, response).catch((error) => {
          options.tell(loadBalancer.name, `could not answer ${request.method} ${request.url}: ${error}`, 'error');
          answerStatus(response, 500);
        });
      },
      upgrade: (request, socket, head) => serveUpgrade(serving, request, socket, head),
    });
    portsUsed.set(key, door.port);
    served.set(listener.arn, { ...current, ingress, door, counts });
    announce(current, wanted, door.port);
  }

  function announce({ loadBalancer, listener }: Current, wanted: number, port: number) {
    const what = `${listener.protocol} listener on port ${listener.port} is served at http://127.0.0.1:${port}`;
    const taken = wanted !== 0 && wanted !== port;
    options.tell(loadBalancer.name, taken ? `port ${wanted} is taken: ${what}` : what, taken ? 'warn' : undefined);
    if (listener.protocol !== 'HTTPS') return;
    options.tell(loadBalancer.name, 'its certificate is not here: HTTPS is served as plain HTTP', 'warn');
  }

  async function close(arn: string) {
    const one = served.get(arn);
    served.delete(arn);
    await one?.door.close();
  }

  return {
    /** Makes the doors those of the given load balancers; `ingress` is by load balancer's ARN. */
    async follow(loadBalancers: readonly ApplicationLoadBalancer[], ingress: ReadonlyMap<string, IngressRule[]>) {
      const wanted = loadBalancers.flatMap((loadBalancer) =>
        loadBalancer.listeners.map((listener) => ({ loadBalancer, listener })),
      );
      const portsOf = new Map(wanted.map(({ listener }) => [listener.arn, listener.port]));
      for (const [arn, one] of served) if (portsOf.get(arn) !== one.listener.port) await close(arn);
      for (const current of wanted) {
        const rules = ingress.get(current.loadBalancer.arn) ?? [];
        const known = served.get(current.listener.arn);
        if (!known) await open(current, rules);
        else {
          Object.assign(known, current, { ingress: rules });
          known.door.recheck();
        }
      }
    },
    addresses: (): ListenerAddress[] =>
      [...served.values()].map(({ loadBalancer, listener, door }) => ({
        loadBalancer: loadBalancer.name,
        dnsName: loadBalancer.dnsName,
        listenerArn: listener.arn,
        protocol: listener.protocol,
        listenerPort: listener.port,
        url: `http://127.0.0.1:${door.port}`,
      })),
    /** What went through the doors of each load balancer. */
    traffic: () =>
      [...served.values()].map(({ loadBalancer, door }) => ({ loadBalancer: loadBalancer.name, ...door.traffic() })),
    picture: () =>
      [...served.values()].map(({ loadBalancer, listener, door, counts }) => ({
        loadBalancer: loadBalancer.name,
        listenerPort: listener.port,
        url: `http://127.0.0.1:${door.port}`,
        ...counts,
        refusedConnections: door.refused,
      })),
    async close() {
      await Promise.all([...served.keys()].map(close));
    },
  };
}

function count(counts: Counts, response: ServerResponse): void {
  counts.requests++;
  counts.active++;
  response.on('close', () => {
    counts.active--;
    const kind = response.writableFinished ? `${Math.floor(response.statusCode / 100)}xx` : 'aborted';
    counts.byStatus[kind] = (counts.byStatus[kind] ?? 0) + 1;
  });
}
