import type { Lease } from '@bookmark-manager/schedule';
import type { Answer } from './answer.ts';
import { createScheduler } from './scheduler.ts';
import type { SchedulerSettings } from './settings.ts';
import { type FakeAws, settings } from './testing.ts';

export const OFFICE = '2026-12-01T02:00:00Z'; // Tuesday 11:00 in Tokyo
export const NIGHT = '2026-12-01T15:00:00Z'; // Wednesday 0:00

/** The scheduler at one moment, on a fake AWS. */
export function scheduler(
  aws: FakeAws,
  at: string,
  pause: (ms: number) => Promise<unknown> = async () => undefined,
  changed: Partial<SchedulerSettings> = {},
) {
  const lines: Record<string, unknown>[] = [];
  const handler = createScheduler({
    settings: { ...settings, ...changed },
    clients: { ...aws.clients, pause },
    now: () => new Date(at),
    salt: () => 'ab12',
    token: () => 'offer'.padEnd(22, '0'),
    log: (line) => lines.push(JSON.parse(line)),
  });
  return { lines, invoke: async (event: unknown = {}) => (await handler(event)) as Answer };
}

export const counts = (aws: FakeAws) => aws.services.map(({ desiredCount }) => desiredCount);
export const lease = (id: string, from: string, until: string): Lease => ({
  id,
  condition: 'awake',
  from: new Date(from),
  until: new Date(until),
  by: 'mika',
  why: 'a demo',
  kind: 'rehearse',
  madeAt: new Date(from),
});
