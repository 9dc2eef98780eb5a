import { describe, expect, it, test } from 'vitest';
import { schedulerSettings } from './settings.ts';
import { environment, type FakeAws, fakeAws, fallenAsleep } from './testing.ts';
import { httpApiEnvironment, served, targets } from './testing_gateway.ts';
import { counts, NIGHT, OFFICE, scheduler } from './testing_scheduler.ts';

const settings = schedulerSettings({ ...environment, ...httpApiEnvironment, EXTRA_HOSTS: '["127.0.0.1:8443"]' });
const later = (at: string, seconds: number) => new Date(new Date(at).getTime() + seconds * 1000).toISOString();

/** A firing at that time, on an AWS whose clock says the same. */
function fire(aws: FakeAws, at: string, changed: Partial<typeof settings> = {}) {
  aws.gateway.now = () => new Date(at);
  return scheduler(aws, at, undefined, { ...settings, ...changed }).invoke();
}

/** Awake and served, after a night. */
async function awake(): Promise<FakeAws> {
  const aws = fakeAws();
  await fire(aws, OFFICE);
  await fire(aws, OFFICE);
  aws.writes.length = 0;
  return aws;
}

/** Asleep and served. */
async function asleep(): Promise<FakeAws> {
  const aws = fallenAsleep(fakeAws());
  await fire(aws, NIGHT);
  aws.writes.length = 0;
  return aws;
}

describe('the first firing after an apply', () => {
  it('deploys what nothing served before, and forgets what the authorizer answered', async () => {
    const aws = fallenAsleep(fakeAws());
    expect(await fire(aws, NIGHT)).toMatchObject({
      actions: ['web: visitors go to the wake page', 'api: visitors go to the wake page'],
    });
    expect([served(aws), aws.gateway.resets]).toEqual(['web=wake api=wake revision=r1', 1]);
    expect(aws.writes).toEqual(['ResetAuthorizersCache', 'CreateDeployment']);
    expect(await fire(aws, later(NIGHT, 180))).toMatchObject({ condition: 'asleep', settled: true, actions: [] });
  });
});

describe('an apply in office hours', () => {
  it('gets the wake page first, since nobody can be asked for health before something is served', async () => {
    const aws = fakeAws();
    aws.gateway.health = {};
    expect((await fire(aws, OFFICE)).actions).toEqual([
      'web: visitors go to the wake page',
      'api: visitors go to the wake page',
    ]);
    aws.gateway.health = { web: 200, api: 200 };
    expect((await fire(aws, OFFICE)).actions).toEqual([
      'web: visitors go to the application',
      'api: visitors go to the application',
    ]);
  });
});

describe('waking', () => {
  it('moves visitors of all services by one deployment once each answers through the link', async () => {
    const aws = await asleep();
    Object.assign(aws.database ?? {}, { status: 'available' });
    expect((await fire(aws, OFFICE)).actions).toEqual(['web: desired count 0 to 1', 'api: desired count 0 to 1']);
    for (const service of aws.services) service.runningCount = 1;
    aws.gateway.health.api = 503;
    expect(await fire(aws, OFFICE)).toMatchObject({ actions: [], waiting: ['api has no healthy target yet'] });
    aws.gateway.health.api = 200;
    aws.gateway.asked = [];
    aws.gateway.pending = 3;
    aws.writes.length = 0;
    expect(await fire(aws, OFFICE)).toMatchObject({ ok: true, actions: { length: 2 } });
    expect(aws.gateway.asked).toEqual(['https://127.0.0.1:8443/__probe/web', 'https://127.0.0.1:8443/__probe/api']);
    expect([targets(aws), served(aws)]).toEqual(['web api api api', 'web=app api=app revision=r1']);
    expect(aws.writes).toEqual([...Array(4).fill('UpdateRoute'), 'CreateDeployment']);
    expect(await fire(aws, OFFICE)).toMatchObject({ condition: 'awake', actions: [] });
  });

  it('waits for the link before it starts tasks, and asks through it, which brings it back', async () => {
    const aws = await asleep();
    Object.assign(aws.database ?? {}, { status: 'available' });
    Object.assign(aws.gateway, { link: 'INACTIVE', asked: [], health: {} });
    expect(await fire(aws, OFFICE)).toMatchObject({ actions: [], waiting: ['the VPC link is INACTIVE'] });
    expect(aws.gateway.asked).toHaveLength(2);
    aws.gateway.link = 'AVAILABLE';
    expect((await fire(aws, OFFICE)).actions).toHaveLength(2);
  });

  it('does not take a service for healthy that answers without a task of its own', async () => {
    const aws = await asleep();
    Object.assign(aws.gateway, { link: 'PENDING' });
    const { observed } = await fire(aws, NIGHT);
    expect(observed.services.map(({ healthyTargets }) => healthyTargets)).toEqual([0, 0]);
  });
});

describe('falling asleep', () => {
  it('moves visitors, keeps the tasks for two minutes more, and ends them then', async () => {
    const aws = await awake();
    await fire(aws, NIGHT);
    expect([targets(aws), served(aws)]).toEqual(['wake wake wake wake', 'web=wake api=wake revision=r1']);
    expect(counts(aws)).toEqual([1, 1]);
    expect(await fire(aws, later(NIGHT, 119))).toMatchObject({ condition: 'falling-asleep', actions: [] });
    expect((await fire(aws, later(NIGHT, 120))).actions).toEqual([
      'web: desired count 1 to 0',
      'api: desired count 1 to 0',
    ]);
  });

  it('ends them at once when they were moved in what is the future, after the clock was set back', async () => {
    const aws = await awake();
    await fire(aws, later(NIGHT, 600));
    expect((await fire(aws, NIGHT)).actions).toEqual(['web: desired count 1 to 0', 'api: desired count 1 to 0']);
  });
});

describe('a flip that was cut short', () => {
  test.each(['UpdateRoute', 'CreateDeployment'])(
    'by %s moves nobody, keeps the tasks, says so, and is finished by the next firing',
    async (name) => {
      const aws = await awake();
      aws.gateway.routes.default = 'integrations/wake';
      aws.failing.set(name, 'TooManyRequestsException');
      const answer = await fire(aws, NIGHT);
      expect(answer.failed).toEqual([
        expect.stringContaining('web: visitors go to the wake page: TooManyRequestsException'),
        expect.stringContaining('api: visitors go to the wake page: TooManyRequestsException'),
      ]);
      expect([served(aws), ...counts(aws)]).toEqual(['web=app api=app revision=r1', 1, 1]);
      aws.failing.clear();
      expect((await fire(aws, later(NIGHT, 60))).ok).toBe(true);
      expect([targets(aws), served(aws)]).toEqual(['wake wake wake wake', 'web=wake api=wake revision=r1']);
    },
  );

  it('between targets and deployment, while it is to be awake, is put right too', async () => {
    const aws = await awake();
    aws.gateway.routes.proxy = 'integrations/wake';
    expect(await fire(aws, OFFICE)).toMatchObject({
      condition: 'waking',
      actions: ['api: visitors go to the application'],
    });
    expect([targets(aws), served(aws)]).toEqual(['web api api api', 'web=app api=app revision=r1']);
  });

  it('while its deployment is still pending moves nobody anywhere else', async () => {
    const aws = await awake();
    aws.gateway.deployments.push({ DeploymentId: 'late', DeploymentStatus: 'PENDING', CreatedDate: new Date(OFFICE) });
    Object.assign(aws.gateway, { served: 'late', pending: 1 });
    expect((await fire(aws, OFFICE)).actions).toEqual([
      'web: visitors go to the application',
      'api: visitors go to the application',
    ]);
  });

  it('by a deployment that fails is reported with its message', async () => {
    const aws = await awake();
    aws.gateway.pending = 99;
    const answer = await fire(aws, NIGHT);
    expect(answer.failed[0]).toContain('the deployment takes longer than usual');
  });
});

describe('another revision', () => {
  it('is deployed by the next firing, and what the authorizer answered is forgotten', async () => {
    const aws = await awake();
    const door = { ...settings.door, revision: 'r2' } as typeof settings.door;
    await fire(aws, OFFICE, { door });
    expect([served(aws), aws.gateway.resets]).toEqual(['web=app api=app revision=r2', 2]);
    expect(await fire(aws, OFFICE, { door })).toMatchObject({ condition: 'awake', actions: [] });
  });
});

it('asks through the link once a week while it sleeps, and not otherwise', async () => {
  const aws = await asleep();
  aws.gateway.asked = [];
  await fire(aws, '2026-12-02T23:59:00Z');
  expect(aws.gateway.asked).toEqual([]);
  await fire(aws, '2026-12-03T00:04:00Z');
  expect(aws.gateway.asked).toHaveLength(2);
  await fire(aws, '2026-12-03T00:05:00Z');
  expect(aws.gateway.asked).toHaveLength(2);
});

describe('whether it is used', () => {
  const used = { ...settings.slice, schedule: { ...settings.slice.schedule, stay_awake_while_used: true } };
  const line = (routeKey: string, integrationStatus: string) => ({
    at: new Date('2026-12-01T14:50:00Z'),
    message: JSON.stringify({ routeKey, integrationStatus }),
  });

  test.each([
    ['a page', [line('$default', '200')], true],
    [
      'an answer of the API, and its own questions',
      [line('GET /__probe/web', '200'), line('ANY /api/{proxy+}', '404')],
      true,
    ],
    [
      'its own questions and the wake page',
      [line('GET /__probe/api', '200'), line('ANY /_staging/{proxy+}', '200')],
      false,
    ],
    ['strangers', [line('$default', '-'), line('ANY /api', '-')], false],
    ['a line that is none of ours', [{ at: new Date('2026-12-01T14:50:00Z'), message: 'hello' }], false],
    ['a page half an hour ago', [{ ...line('$default', '200'), at: new Date('2026-12-01T14:29:00Z') }], false],
  ])('by %s: %s', async (_, log, expected) => {
    const aws = await awake();
    aws.gateway.log = log;
    const answer = await fire(aws, NIGHT, { slice: used });
    expect(answer.desired).toBe(expected ? 'awake' : 'asleep');
    expect(aws.calls).not.toContain('GetMetricData');
  });
});

describe('Spot', () => {
  const onSpot = (aws: FakeAws) => {
    for (const service of aws.services)
      Object.assign(service, { capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }] });
    return aws;
  };
  const strategies = (aws: FakeAws) =>
    aws.services.map((service) => Object(service).capacityProviderStrategy[0].capacityProvider);

  it('without room for three minutes gives way to on demand, and is tried again at the next waking', async () => {
    const aws = onSpot(await awake());
    const [web] = aws.services;
    const message = '(service staging-web) was unable to place a task. Reason: Capacity is unavailable at this time.';
    Object.assign(web ?? {}, { runningCount: 0, events: [{ createdAt: new Date(OFFICE), message }] });
    expect(await fire(aws, later(OFFICE, 120), { capacity: 'spot' })).toMatchObject({ actions: [] });
    expect((await fire(aws, later(OFFICE, 180), { capacity: 'spot' })).actions).toEqual([
      'web: tasks on demand, as Spot has no room',
    ]);
    expect(strategies(aws)).toEqual(['FARGATE', 'FARGATE_SPOT']);
    fallenAsleep(aws);
    Object.assign(aws.database ?? {}, { status: 'available' });
    expect((await fire(aws, OFFICE, { capacity: 'spot' })).actions).toContain('web: tasks on Spot');
    expect([strategies(aws), counts(aws)]).toEqual([
      ['FARGATE_SPOT', 'FARGATE_SPOT'],
      [1, 1],
    ]);
  });
});
