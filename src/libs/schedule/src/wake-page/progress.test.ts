import { expect, it, test } from 'vitest';
import { progressOf, type Seen } from './progress.ts';

const asleep = { desired: 0, running: 0, healthyTargets: 0 };
const seen = (status: string | null, api: Partial<typeof asleep> = {}, web: Partial<typeof asleep> = {}): Seen => ({
  database: status === null ? null : { status },
  services: [
    { name: 'web', ...asleep, ...web },
    { name: 'api', ...asleep, ...api },
  ],
});

test.each([
  ['stopped', {}, {}, 'waiting waiting waiting'],
  ['stopping', {}, {}, 'waiting waiting waiting'],
  ['starting', {}, {}, 'starting waiting waiting'],
  ['rebooting', {}, {}, 'starting waiting waiting'],
  ['backing-up', { desired: 1 }, {}, 'ready starting waiting'],
  ['available', { desired: 1, running: 1 }, { desired: 1 }, 'ready starting starting'],
  ['available', { desired: 1, running: 1, healthyTargets: 1 }, { desired: 1 }, 'ready ready starting'],
  [
    'available',
    { running: 1, desired: 1, healthyTargets: 1 },
    { desired: 2, running: 2, healthyTargets: 1 },
    'ready ready ready',
  ],
  ['stopping', { running: 0, healthyTargets: 1 }, {}, 'waiting waiting waiting'],
  [null, {}, {}, 'waiting waiting waiting'],
] as const)('with the database %s, the API %j and web %j is %s', (status, api, web, expected) => {
  const steps = progressOf(seen(status, api, web));
  expect(steps.map(({ name }) => name)).toEqual(['database', 'api', 'web']);
  expect(steps.map((step) => step.status).join(' ')).toBe(expected);
});

it("tells the database's own status, and nothing about services that nobody knows", () => {
  expect(progressOf({ database: { status: 'configuring-log-exports' }, services: [] })).toEqual([
    { name: 'database', status: 'ready', detail: 'configuring-log-exports' },
    { name: 'api', status: 'waiting' },
    { name: 'web', status: 'waiting' },
  ]);
});

it('is empty when nothing was seen', () => {
  expect(progressOf(null)).toEqual([]);
});
