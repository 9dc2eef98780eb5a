import { readFileSync } from 'node:fs';
import { parseShapes, scheduleSliceOf } from '@bookmark-manager/schedule';
import { expect, it, test } from 'vitest';
import { schedulerSettings, wakeSettings } from './settings.ts';
import { environment } from './testing.ts';
import { httpApiEnvironment } from './testing_gateway.ts';

it('reads what Terraform gives', () => {
  expect(schedulerSettings(environment)).toMatchObject({
    cluster: 'cluster',
    databaseId: 'db',
    databaseEngine: 'rds',
    services: [{ name: 'web' }, { name: 'api' }],
    capacity: 'on-demand',
    door: { kind: 'alb', wakeTargetGroupArn: 'arn:wake', services: [{ ruleArn: null }, { ruleArn: 'arn:rule' }] },
  });
  expect(wakeSettings(environment)).toMatchObject({
    parameterPrefix: '/bookmark-manager/staging',
    slice: { schedule: { mode: 'office-hours' } },
  });
});

it('reads what Terraform gives of an HTTP API', () => {
  const env = { ...environment, ...httpApiEnvironment, CAPACITY: 'spot' };
  expect(schedulerSettings(env)).toMatchObject({
    capacity: 'spot',
    services: [{ name: 'web', service: 'staging-web' }, { name: 'api' }],
    door: { kind: 'http-api', linkId: 'l1', services: [{ routeIds: ['default'] }, { routeIds: { length: 3 } }] },
  });
  expect(schedulerSettings({ ...env, EXTRA_HOSTS: '["127.0.0.1:8443"]' }).address).toBe('https://127.0.0.1:8443');
});

test.each([
  ['{"kind":"nginx"}', /DOOR\.kind: expected one of "alb", "http-api", found "nginx"/],
  ['{"kind":"http-api"}', /the door in the environment of ecs_scheduler.*apiId: expected a string, found nothing/],
  [undefined, /wakeTargetGroupArn: expected a string, found nothing/],
])('names what is wrong with the door %s', (DOOR, message) => {
  expect(() => schedulerSettings({ ...environment, ...httpApiEnvironment, DOOR })).toThrow(message);
});

it("takes the rehearsal's own door for links, where there is one", () => {
  expect(schedulerSettings(environment).address).toBe('http://staging.example');
  const EXTRA_HOSTS = '["127.0.0.1:8080","localhost:8080"]';
  expect(schedulerSettings({ ...environment, EXTRA_HOSTS }).address).toBe('http://127.0.0.1:8080');
});

it('names every variable that is missing or wrong', () => {
  const { CLUSTER: _, ...rest } = environment;
  const wrong = { ...rest, SERVICES: '[{"name":"web"}]', SCHEDULE: 'never' };
  expect(() => schedulerSettings(wrong)).toThrow(
    /CLUSTER: expected a string, found nothing.*SERVICES\[0\]\.service: expected a string, found nothing.*SCHEDULE: expected an object, found "never"/,
  );
});

it('reads the schedule of every committed shape', () => {
  const file = new URL('../../../envs/staging/shapes.json', import.meta.url);
  const shapes = parseShapes(readFileSync(file, 'utf8'));
  for (const shape of Object.keys(shapes.shapes)) {
    const SCHEDULE = JSON.stringify(scheduleSliceOf(shapes, shape));
    expect(wakeSettings({ ...environment, SCHEDULE }).slice).toEqual(scheduleSliceOf(shapes, shape));
  }
});
