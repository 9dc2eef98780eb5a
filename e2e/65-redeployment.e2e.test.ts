import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { paths } from '@bookmark-manager/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CLUSTER, clientOptions, serviceName } from './aws.ts';
import { ensureRunning } from './rehearsal.ts';
import { isSteady, tasksOf } from './services.ts';
import { openShell, type Shell } from './shell.ts';
import { type Somebody, signedIn } from './somebody.ts';
import { traffic } from './traffic.ts';
import { until } from './until.ts';

let door: string;
let me: Somebody;
let shell: Shell;
beforeAll(async () => {
  door = (await ensureRunning()).door;
  me = await signedIn(door);
  shell = await openShell();
});

/** A quarter of a vCPU renders about ten pages a second: what is asked of it leaves room for a start beside it. */
const MIX = ['/', paths.bookmarks, paths.health, '/health', paths.bookmarks];

const update = (service: 'web' | 'api', change: string) =>
  shell(`aws ecs update-service --cluster ${CLUSTER} --service ${serviceName(service)} ${change}`);

describe('a forced redeployment of both services under 20 requests a second', () => {
  it('replaces every task, and no request fails', async () => {
    const before = { web: await tasksOf('web'), api: await tasksOf('api') };
    const requests = traffic(door, MIX, 20, { headers: me.headers });
    for (const service of ['web', 'api'] as const)
      expect((await update(service, '--force-new-deployment')).code).toBe(0);
    await until(
      'both services run new tasks only',
      async () => {
        const now = { web: await tasksOf('web'), api: await tasksOf('api') };
        const replaced =
          !now.web.some((id) => before.web.includes(id)) && !now.api.some((id) => before.api.includes(id));
        return replaced && (await isSteady('web')) && (await isSteady('api'));
      },
      { deadlineMs: 150_000 },
    );
    const { sent, failures } = await requests.end();
    expect(failures).toEqual([]);
    expect(sent).toBeGreaterThan(100);
  });
});

describe('two tasks', () => {
  it.each(['api', 'web'] as const)(
    '%s: the second, which starts while nothing else does, listens within 3 s in 0.25 vCPU',
    async (service) => {
      const before = await tasksOf(service);
      const both = await twoOf(service);
      const [second = ''] = both.filter((task) => !before.includes(task));
      const startMs = async () => (await linesOf(service, second)).find((line) => line.startMs !== undefined)?.startMs;
      expect(await until(`${second} listens`, startMs, { deadlineMs: 60_000 })).toBeLessThan(3000);
    },
  );

  it('share the traffic of their service, and the second goes without a failed request', async () => {
    const tasks = await twoOf('web');
    const requests = traffic(door, ['/'], 10, { headers: me.headers });
    await until(
      'both have logged requests',
      async () => {
        const counts = await Promise.all(tasks.map(requestsLogged));
        return counts.every((count) => count >= 3);
      },
      { deadlineMs: 30_000 },
    );
    expect((await update('web', '--desired-count 1')).code).toBe(0);
    await until('one of them is told to stop', async () => (await tasksOf('web')).length === 1);
    await until('the other serves alone', async () => isSteady('web'), { deadlineMs: 60_000 });
    expect((await requests.end()).failures).toEqual([]);
    expect((await update('api', '--desired-count 1')).code).toBe(0);
  });
});

/** How many requests a task of web has logged. */
async function requestsLogged(task: string): Promise<number> {
  return (await linesOf('web', task)).filter(({ message }) => message === 'request').length;
}

/** Has two tasks of a service run. */
async function twoOf(service: 'web' | 'api'): Promise<readonly string[]> {
  expect((await update(service, '--desired-count 2')).code).toBe(0);
  const two = async () => {
    const tasks = await tasksOf(service);
    return (await isSteady(service)) && tasks.length === 2 && tasks;
  };
  return (await until(`two tasks of ${service} run`, two, { deadlineMs: 60_000 })) || [];
}

const lineSchema = z.object({ message: z.string(), startMs: z.number().optional() });

async function linesOf(service: 'web' | 'api', task: string): Promise<z.infer<typeof lineSchema>[]> {
  const logs = new CloudWatchLogsClient(clientOptions());
  const { events = [] } = await logs.send(
    new GetLogEventsCommand({
      logGroupName: `/ecs/${serviceName(service)}`,
      logStreamName: `${service}/${service}/${task}`,
      startFromHead: true,
    }),
  );
  return events.map(({ message = '' }) => lineSchema.parse(JSON.parse(message)));
}
