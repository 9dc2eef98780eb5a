import { readFileSync } from 'node:fs';
import { parseShapes, scheduleSliceOf } from '@bookmark-manager/schedule';
import { expect, it } from 'vitest';
import { schedulerSettings, wakeSettings } from './settings.ts';
import { environment } from './testing.ts';

it('reads what Terraform gives', () => {
  expect(schedulerSettings(environment)).toMatchObject({
    cluster: 'cluster',
    databaseId: 'db',
    databaseEngine: 'rds',
    services: [{ name: 'web', ruleArn: null }, { ruleArn: 'arn:rule' }],
  });
  expect(wakeSettings(environment)).toMatchObject({
    parameterPrefix: '/bookmark-manager/staging',
    slice: { schedule: { mode: 'office-hours' } },
  });
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
