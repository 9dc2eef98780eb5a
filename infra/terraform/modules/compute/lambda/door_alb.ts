import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { PLAIN_DOOR } from '@bookmark-manager/schedule';
import type { Clients } from './clients.ts';
import type { Door } from './door.ts';
import type { AlbService, AlbSettings } from './door_settings.ts';
import { forwardingIn, readRules, setForwarding } from './rules.ts';
import { countRequests } from './traffic.ts';
import { inWords } from './words.ts';

/** A load balancer: it finds out by itself who is healthy, and moves visitors by the weights of its rules. */
export function albDoor(settings: AlbSettings, { elb, cloudwatch }: Clients): Door {
  const { services, wakeTargetGroupArn } = settings;
  const find = (name: string) => services.find((service) => service.name === name);
  return {
    countRequests: (now) => countRequests(cloudwatch, services, now),
    async look() {
      const [healthy, rules] = await Promise.all([
        Promise.all(services.map((service) => countHealthy(elb, service))),
        readRules(elb, services),
      ]);
      return {
        door: PLAIN_DOOR,
        of(name) {
          const service = find(name);
          if (!service) return undefined;
          const healthyTargets = healthy[services.indexOf(service)] ?? 0;
          return { healthyTargets, forwarding: forwardingIn(rules, service, wakeTargetGroupArn) };
        },
        async flip(flips) {
          const outcomes: (string | null)[] = [];
          for (const { service, to } of flips) {
            const setting = find(service);
            const moved = setting ? setForwarding(elb, rules, setting, wakeTargetGroupArn, to) : unknown(service);
            outcomes.push(await moved.then(() => null, inWords));
          }
          return outcomes;
        },
      };
    },
  };
}

async function countHealthy(elb: Clients['elb'], { appTargetGroupArn }: AlbService): Promise<number> {
  const answer = await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: appTargetGroupArn }));
  return (answer.TargetHealthDescriptions ?? []).filter(({ TargetHealth }) => TargetHealth?.State === 'healthy').length;
}

async function unknown(name: string): Promise<never> {
  throw new Error(`the door knows no service "${name}"`);
}
