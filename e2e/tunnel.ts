import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeTasksCommand, ECSClient, ListTasksCommand } from '@aws-sdk/client-ecs';
import { paginateGetParametersByPath, SSMClient } from '@aws-sdk/client-ssm';
import { CLUSTER, clientOptions } from './aws.ts';
import { ROOT } from './programs.ts';
import { DIRECTORY } from './rehearsal.ts';
import { until } from './until.ts';

/** What `staging db connect` writes while its tunnel is open. */
export const ENV_FILE = join(ROOT, '.env.staging');

/** A command as it runs, and what it has printed. */
export type Connect = {
  child: ChildProcess;
  output(): string;
  errors(): string;
  end(signal: NodeJS.Signals): Promise<number | null>;
};

/** Types `staging db connect`, and resolves when its tunnel is open. */
export async function connect(...args: string[]): Promise<Connect> {
  const made = startConnect(...args);
  await until(
    'the tunnel is open',
    () => {
      if (made.child.exitCode !== null) throw new Error(`It ended with ${made.child.exitCode}:\n${made.errors()}`);
      return made.output().includes('Password') && existsSync(ENV_FILE);
    },
    { deadlineMs: 60_000, everyMs: 50 },
  );
  return made;
}

/** Types `staging db connect` and waits for nothing. */
export const startConnect = (...args: string[]): Connect => startStaging('db', 'connect', ...args);

/** Types a command of `staging` and waits for nothing. */
export function startStaging(...args: string[]): Connect {
  const child = spawn(join(ROOT, 'node_modules/.bin/staging'), args, {
    cwd: ROOT,
    env: { ...process.env, STAGING_REHEARSAL_DIR: DIRECTORY },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  }
  return {
    child,
    output: () => said.stdout,
    errors: () => said.stderr,
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
      return child.exitCode;
    },
  };
}

/** The ids of the tunnels' tasks that are to run. */
export async function tunnelTasks(): Promise<string[]> {
  const ecs = new ECSClient(clientOptions());
  const { taskArns = [] } = await ecs.send(
    new ListTasksCommand({ cluster: CLUSTER, family: 'bookmark-manager-staging-tunnel', desiredStatus: 'RUNNING' }),
  );
  if (taskArns.length === 0) return [];
  const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster: CLUSTER, tasks: taskArns }));
  return tasks.map(({ taskArn = '' }) => taskArn.slice(taskArn.lastIndexOf('/') + 1));
}

/** The holds that are stored. */
export async function holds(): Promise<string[]> {
  const client = new SSMClient(clientOptions());
  const names: string[] = [];
  // ten on a page, and there are leases of the tests before
  for await (const { Parameters = [] } of paginateGetParametersByPath(
    { client },
    { Path: '/bookmark-manager/staging/leases' },
  ))
    names.push(...Parameters.map(({ Name = '' }) => Name));
  return names.filter((name) => name.includes('-hold-'));
}
