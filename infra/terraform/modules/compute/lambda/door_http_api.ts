import { GetVpcLinkCommand } from '@aws-sdk/client-apigatewayv2';
import { forwardingOfRoutes } from '@bookmark-manager/schedule';
import type { Clients } from './clients.ts';
import type { Door } from './door.ts';
import type { HttpApiSettings } from './door_settings.ts';
import { deploy, readGateway } from './gateway.ts';
import { countLogged } from './gateway_traffic.ts';
import { inWords } from './words.ts';

/** So long after visitors were moved away their requests may still run (30 s at most), or reach tasks by what the gateway remembers of Cloud Map. */
const LINGERS_MS = 120_000;

/**
 * An HTTP API: it knows of nobody's health, so each firing asks for it, through the same link as a visitor. Visitors are moved by the
 * targets of routes, all at once by one deployment.
 */
export function httpApiDoor(settings: HttpApiSettings, clients: Clients, address: string): Door {
  const { services, linkId: VpcLinkId, revision } = settings;
  const isHealthy = async (name: string) => (await clients.probe(`${address}/__probe/${name}`)) === 200;
  return {
    countRequests: (now) => countLogged(clients.logs, settings, now),
    async look(runs, now) {
      const [link, gateway] = await Promise.all([
        clients.gateway.send(new GetVpcLinkCommand({ VpcLinkId })),
        readGateway(clients.gateway, settings),
      ]);
      const status = link.VpcLinkStatus ?? 'unknown';
      // A link that nobody uses loses its interfaces after 60 days, and gets them back when somebody asks.
      const mustAsk = status !== 'AVAILABLE' || isWeekly(now);
      const healthy = new Map(
        await Promise.all(
          services.map(async ({ name }) => {
            const isRunning = await runs(name);
            const answers = isRunning || mustAsk ? await isHealthy(name) : false;
            return [name, isRunning && answers] as const;
          }),
        ),
      );
      const forwarding = (name: string) =>
        forwardingOfRoutes(name, gateway.leads[name] ?? 'other', gateway.served, revision);
      return {
        door: {
          notReady: status === 'AVAILABLE' ? null : `the VPC link is ${status}`,
          lingers: !services.every(({ name }) => forwarding(name) === 'wake') || isRecent(gateway.servedSince, now),
          blank: gateway.blank,
        },
        of: (name) =>
          healthy.has(name) ? { healthyTargets: healthy.get(name) ? 1 : 0, forwarding: forwarding(name) } : undefined,
        async flip(flips) {
          const became = await deploy(clients, settings, gateway, flips).then(() => null, inWords);
          return flips.map(() => became);
        },
      };
    },
  };
}

/** What lies ahead is not recent: the clock was set back. */
function isRecent(since: Date | null, now: Date): boolean {
  const age = since === null ? LINGERS_MS : now.getTime() - since.getTime();
  return age >= 0 && age < LINGERS_MS;
}

/** Whether it is the first five minutes of a week, whichever day that begins on: a firing may be late, or be left out. */
function isWeekly(now: Date): boolean {
  return now.getTime() % WEEK_MS < 5 * MINUTE_MS;
}

const MINUTE_MS = 60_000;
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS;
