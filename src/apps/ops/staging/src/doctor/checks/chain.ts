import { type Check, defineCheck, fault, ok, waits, worst } from '../check.ts';
import { DOORS } from '../doors.ts';
import type { Group, Groups, Role, Rule } from '../facts/groups.ts';

/** As env.hcl has them: `ports`, and the database's. */
const PORTS = { web: 3000, api: 3001, database: 5432 } as const;

/** Who has to reach whom, and what is missed when he does not. */
const CHAIN = [
  { from: 'alb', to: 'web', port: PORTS.web, lost: 'the load balancer does not reach web' },
  { from: 'alb', to: 'api', port: PORTS.api, lost: 'the load balancer does not reach the API' },
  { from: 'web', to: 'api', port: PORTS.api, lost: 'web does not reach the API' },
  { from: 'api', to: 'database', port: PORTS.database, lost: 'the API does not reach the database' },
] as const satisfies readonly { from: Role; to: Role; port: number; lost: string }[];

/** The chain load balancer → web and API → database, by the rules of the security groups. */
export const chainChecks: Readonly<Record<string, Check>> = {
  ...Object.fromEntries(CHAIN.map((link) => [`security-group.${link.from}-${link.to}`, linkCheck(link)])),
  'security-group.door': defineCheck(['groups', 'door'], ({ groups: { alb }, door }) => {
    if (door?.kind === 'http-api') return ok('The gateway asks its authorizer who may come in: no group does.');
    if (!alb || door === null) return waits('the load balancer is not there');
    const port = door.https ? 443 : 80;
    const open = alb.ingress.some((rule) => covers(rule, port) && rule.cidrs.length > 0);
    if (open) return ok(`The load balancer takes requests at port ${port}.`);
    return fault(`The load balancer's group lets nobody in at port ${port}.`, alb.id, 'staging up');
  }),
  'security-group.outbound': defineCheck(['groups'], ({ groups }) => {
    const { web, api } = groups;
    if (!web || !api) return waits('there are no security groups yet');
    const closed = Object.entries({ web, api }).filter(([, group]) => !reachesOut(group));
    return worst(
      closed.map(([name, { id }]) =>
        fault(`The group of ${name} lets no HTTPS out: no image, no secret and no log passes.`, id, 'staging up'),
      ),
      ok('Tasks reach AWS over HTTPS.'),
    );
  }),
  'security-group.used': defineCheck(['groups', 'services', 'database'], ({ groups, services, database }) => {
    const used = { web: services.of.web?.groups, api: services.of.api?.groups, database: database?.groups };
    const wrong = (['web', 'api', 'database'] as const).filter((role) => {
      const id = groups[role]?.id;
      return id !== undefined && used[role] !== undefined && !used[role].includes(id);
    });
    return worst(
      wrong.map((role) =>
        fault(`${role} is not in its own security group.`, (used[role] ?? []).join(', '), 'staging up'),
      ),
      ok('Services and database are in their own groups.'),
    );
  }),
};

function linkCheck({ from, to, port, lost }: (typeof CHAIN)[number]): Check {
  return defineCheck(['groups'], ({ groups }) => {
    // Where the door is a gateway, its link stands in the balancer's place.
    const end = from === 'alb' && !groups.alb ? DOORS['http-api'].group : from;
    const [source, target] = [groups[end], groups[to]];
    if (!source || !target) return waits('there are no security groups yet');
    const says = `${end} → ${to}, port ${port}`;
    if (isOpen(groups, end, to, port)) return ok(`Security groups: ${says}.`);
    const leaves = source.egress.some((rule) => covers(rule, port) && names(rule, target));
    const side = leaves ? `no rule lets it into ${target.id}` : `no rule lets it out of ${source.id}`;
    const missed = end === 'link' ? lost.replace(DOORS.alb.name, DOORS['http-api'].name) : lost;
    return fault(`A rule of the security groups is missing: ${missed}.`, `${says}: ${side}`, 'staging up');
  });
}

/** Out of the one and into the other. */
function isOpen(groups: Groups, from: Role, to: Role, port: number): boolean {
  const [source, target] = [groups[from], groups[to]];
  if (!source || !target) return false;
  const leaves = source.egress.some((rule) => covers(rule, port) && names(rule, target));
  return leaves && target.ingress.some((rule) => covers(rule, port) && names(rule, source));
}

const covers = ({ from, to }: Rule, port: number) => from <= port && port <= to;
const names = ({ groups, cidrs }: Rule, { id }: Group) => groups.includes(id) || cidrs.includes('0.0.0.0/0');
const reachesOut = ({ egress }: Group) => egress.some((rule) => covers(rule, 443) && rule.cidrs.includes('0.0.0.0/0'));
