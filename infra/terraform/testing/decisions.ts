import { isAllowed, kindsOf, type Policy, type Touched } from './iam.ts';
import { anywhere } from './resources.ts';

type World = Readonly<Record<string, Touched>>;

/** What policies refuse of these calls, each tried on one of every kind of resource that it touches. */
export async function refusedOf(
  policies: readonly Policy[],
  actions: readonly string[],
  world: World,
): Promise<string[]> {
  return (await decide(policies, actions, world)).flatMap(({ what, allowed }) => (allowed ? [] : [what]));
}

/** Which of these calls policies allow on everything that they touch: a call is refused when one of its resources is. */
export async function allowedOf(
  policies: readonly Policy[],
  actions: readonly string[],
  world: World,
): Promise<string[]> {
  const refused = new Set(
    (await decide(policies, actions, world)).flatMap(({ action, allowed }) => (allowed ? [] : action)),
  );
  return actions.filter((action) => !refused.has(action));
}

async function decide(policies: readonly Policy[], actions: readonly string[], world: World) {
  const touched = await Promise.all(actions.map(async (action) => ({ action, all: await touchedBy(action, world) })));
  const each = touched.flatMap(({ action, all }) => all.map((one) => ({ action, one })));
  return Promise.all(
    each.map(async ({ action, one }) => ({
      action,
      what: `${action} on ${one.resource}`,
      allowed: await isAllowed(policies, action, one),
    })),
  );
}

/** @throws Error when a call touches a kind of resource that the world has none of */
async function touchedBy(action: string, world: World): Promise<Touched[]> {
  const usual = action.startsWith('s3:') ? ['s3/assets'] : await kindsOf(action);
  const kinds = KINDS[action] === undefined ? usual : [KINDS[action]];
  if (kinds.length === 0) return [anywhere];
  const known = kinds.flatMap((kind) => (world[kind] ? [asked(action, kind, world[kind])] : []));
  if (known.length === 0) throw new Error(`${action} touches ${kinds.join(', ')}, and resources.ts has none of these`);
  return known;
}

/**
 * Objects are those of the states: the environment's own bucket of assets is filled by the API. A cluster of ours is part of none
 * that spans regions, so only who asks for those touches one.
 */
const KINDS: Readonly<Record<string, string>> = {
  'rds:DescribeGlobalClusters': 'rds/of-all-regions',
  's3:GetObject': 's3/state',
  's3:PutObject': 's3/state',
  's3:DeleteObject': 's3/state',
};

/** What is being made has no tags yet but those that are asked for. */
function asked(action: string, kind: string, touched: Touched): Touched {
  if (MADE[action] !== kind) return touched;
  const context = Object.entries(touched.context ?? {}).map(([key, value]) => [
    key.replace('ResourceTag', 'RequestTag'),
    value,
  ]);
  return { ...touched, context: Object.fromEntries(context) };
}

const MADE: Readonly<Record<string, string>> = {
  'ec2:AllocateAddress': 'ec2/elastic-ip',
  'ec2:CreateInternetGateway': 'ec2/internet-gateway',
  'ec2:CreateNatGateway': 'ec2/natgateway',
  'ec2:CreateRouteTable': 'ec2/route-table',
  'ec2:CreateSecurityGroup': 'ec2/security-group',
  'ec2:CreateSubnet': 'ec2/subnet',
  'ec2:CreateVpc': 'ec2/vpc',
  'ec2:CreateVpcEndpoint': 'ec2/vpc-endpoint',
};
