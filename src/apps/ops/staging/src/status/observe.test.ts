import { leaseParameter } from '@bookmark-manager/schedule';
import { describe, expect, it } from 'vitest';
import { slice } from '../schedule/testing.ts';
import { type Clients, observe } from './observe.ts';
import type { SchedulerSettings } from './scheduler-settings.ts';

const PREFIX = '/bookmark-manager/staging';
const services = ['web', 'api'].map((name) => ({ name, service: `staging-${name}` }));
const settings: SchedulerSettings = {
  cluster: 'cluster',
  parameterPrefix: PREFIX,
  databaseId: 'db',
  address: 'https://staging.example.com',
  services,
  door: {
    kind: 'alb',
    wakeTargetGroupArn: 'wake',
    services: services.map((each) => ({
      ...each,
      appTargetGroupArn: each.name,
      listenerArn: 'listener',
      ruleArn: each.name,
    })),
  },
  capacity: 'on-demand',
  slice: slice(),
};
const now = new Date('2026-12-01T00:05:00Z');
const memory = {
  toward: 'awake',
  unsettledSince: '2026-12-01T00:00:00.000Z',
  wakingSince: '2026-12-01T00:00:00.000Z',
  gaveUp: { api: { image: null, at: '2026-12-01T00:04:00.000Z' } },
};
const noRoom = (createdAt: string) => ({
  createdAt: new Date(createdAt),
  message: '(service staging-web) was unable to place a task. Reason: Capacity is unavailable at this time.',
});

/** Answers each command by its name; the rest with nothing. */
function clients(answers: Record<string, unknown>): Clients {
  const send = async (command: object) => answers[command.constructor.name] ?? {};
  const client = { send } as unknown;
  return { ecs: client, elb: client, gateway: client, rds: client, ssm: client } as Clients;
}

const web = (service: object) => ({
  DescribeServicesCommand: {
    services: [{ serviceName: 'staging-web', status: 'ACTIVE', desiredCount: 1, runningCount: 0, ...service }],
  },
  GetParametersCommand: { Parameters: [{ Name: `${PREFIX}/reconciler`, Value: JSON.stringify(memory) }] },
});

it.each([
  ['since it wakes', { events: [noRoom('2026-12-01T00:03:00Z')] }, true],
  ['before this waking only', { events: [noRoom('2026-11-30T23:00:00Z')] }, false],
  ['but a task runs now', { events: [noRoom('2026-12-01T00:03:00Z')], runningCount: 1 }, false],
  ['but none is wanted any more', { events: [noRoom('2026-12-01T00:03:00Z')], desiredCount: 0 }, false],
  ['never', { events: [] }, false],
])('a service for which AWS had no room %s: %s', async (_, service, unplaced) => {
  const { observed } = await observe(clients(web(service)), settings, now);
  expect(observed.services[0]).toMatchObject({ name: 'web', unplaced, gaveUp: false });
});

it('what the scheduler gave up is known from its memory', async () => {
  const { observed } = await observe(clients(web({})), settings, now);
  expect(observed.services[1]).toMatchObject({ name: 'api', exists: false, gaveUp: true });
});

it('leases come page by page', async () => {
  const page = (id: string, next?: string) => ({
    Parameters: [{ Name: leaseParameter(PREFIX, id), Value: id }],
    NextToken: next,
  });
  const pages = [page('a', 'more'), page('b')];
  const { leases } = await observe(
    clients({
      get GetParametersByPathCommand() {
        return pages.shift();
      },
    }),
    settings,
    now,
  );
  expect(leases.map(({ value }) => value)).toEqual(['a', 'b']);
});

describe('an HTTP API', () => {
  const door: SchedulerSettings['door'] = {
    kind: 'http-api',
    apiId: 'a1',
    stage: '$default',
    linkId: 'l1',
    wakeIntegrationId: 'w',
    revision: 'r1',
    services: [
      { name: 'web', service: 'staging-web', integrationId: 'iw', routeIds: ['default'] },
      { name: 'api', service: 'staging-api', integrationId: 'ia', routeIds: ['one', 'two'] },
    ],
  };
  const routes = (api: string) => ({
    Items: [
      { RouteId: 'default', Target: 'integrations/iw' },
      { RouteId: 'one', Target: 'integrations/ia' },
      { RouteId: 'two', Target: `integrations/${api}` },
    ],
  });
  const gateway = (VpcLinkStatus: string, api = 'ia') => ({
    ...web({ runningCount: 2 }),
    GetVpcLinkCommand: { VpcLinkStatus },
    GetRoutesCommand: routes(api),
    GetStageCommand: { DeploymentId: 'd1' },
    GetDeploymentCommand: { DeploymentStatus: 'DEPLOYED', Description: 'web=app api=app revision=r1' },
  });

  it('is seen by its routes and by what it serves; what runs is taken for healthy', async () => {
    const { observed } = await observe(clients(gateway('AVAILABLE')), { ...settings, door }, now);
    expect(observed.services).toMatchObject([
      { name: 'web', forwarding: 'app', healthyTargets: 2 },
      { name: 'api', forwarding: 'app', healthyTargets: 0 },
    ]);
    expect(observed.door.notReady).toBeNull();
  });

  it('says what it waits for, and which flip is half done', async () => {
    const { observed } = await observe(clients(gateway('INACTIVE', 'w')), { ...settings, door }, now);
    expect(observed.services.map(({ forwarding }) => forwarding)).toEqual(['app', 'mixed']);
    expect(observed.door.notReady).toBe('the VPC link is INACTIVE');
  });
});
