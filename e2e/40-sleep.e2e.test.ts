import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ensureRunning, staging } from './rehearsal.ts';
import { describeService } from './services.ts';
import { until } from './until.ts';

let door: string;
beforeAll(async () => {
  door = (await ensureRunning()).door;
});

describe('staging stop', () => {
  it('wins over the lease of the rehearsal: visitors get 503 with Retry-After, and the tasks stop', async () => {
    const { code, stdout } = await staging('stop', '--for', '1h', '--why', 'a test');
    expect(code, stdout).toBe(0);
    const page = await until('the wake page answers', async () => {
      const answer = await fetch(door, { headers: { accept: 'text/html' } });
      return answer.status === 503 && answer;
    });
    expect(Number((page || undefined)?.headers.get('retry-after'))).toBeGreaterThan(0);
    const api = await until('and for the API', async () => {
      const answer = await fetch(`${door}/api/v1/bookmarks`);
      return answer.status === 503 && answer;
    });
    expect((api || undefined)?.headers.get('content-type')).toBe('application/problem+json');
    await until(
      'no task runs',
      async () => {
        const services = await Promise.all([describeService('web'), describeService('api')]);
        return services.every(({ desiredCount, runningCount }) => desiredCount === 0 && runningCount === 0);
      },
      { deadlineMs: 90_000 },
    );
  });

  it('is what the status tells, with who and why', async () => {
    const status = statusSchema.parse(JSON.parse((await staging('status', '--json')).stdout));
    expect(status.because.code).toBe('lease');
    expect(status.services.map(({ desired }) => desired)).toEqual([0, 0]);
    expect(status.leases.find(({ condition }) => condition === 'asleep')).toMatchObject({ why: 'a test' });
  });
});

describe('staging start', () => {
  it('wakes both services, and visitors come back to the application', async () => {
    const { code, stdout } = await staging('start', '--for', '1h');
    expect(code, stdout).toBe(0);
    await until('the page answers', async () => (await fetch(door)).status === 200, { deadlineMs: 60_000 });
    await until('status says awake', async () => {
      const status = statusSchema.parse(JSON.parse((await staging('status', '--json')).stdout));
      return status.condition === 'awake';
    });
  });
});

const statusSchema = z.strictObject({
  condition: z.enum(['awake', 'asleep', 'waking', 'falling-asleep']),
  because: z.strictObject({ code: z.string(), text: z.string() }),
  until: z.iso.datetime().nullable(),
  now: z.iso.datetime(),
  url: z.url(),
  services: z.array(
    z.strictObject({
      name: z.string(),
      desired: z.int(),
      running: z.int(),
      awakeCount: z.int(),
      image: z.string().nullable(),
    }),
  ),
  database: z.strictObject({ status: z.string() }).nullable(),
  leases: z.array(
    z.strictObject({
      id: z.string(),
      condition: z.string(),
      from: z.iso.datetime(),
      until: z.iso.datetime(),
      by: z.string(),
      why: z.string(),
    }),
  ),
});
