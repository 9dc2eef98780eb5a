import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DeleteParameterCommand, GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { paths } from '@bookmark-manager/contract';
import { expect } from 'vitest';
import { clientOptions } from './aws.ts';
import { type Ended, ROOT, run } from './programs.ts';
import { running } from './rehearsal.ts';
import { describeService, tasksOf } from './services.ts';
import { type Connect, connect } from './tunnel.ts';
import { awayFromTheOpening, until } from './until.ts';

/** Looks at the world before a line is typed, and returns the look at it afterwards. */
type Effect = () => After | Promise<After>;
type After = (ended: Ended) => unknown;

/** The effect of a line, by the first of these pieces that is in it. A line without one only has to end well. */
export const effectOf =
  (line: string): Effect =>
  async () => {
    if (!line.includes('.env.staging')) await closeTunnel();
    const effect = Object.entries(EFFECTS).find(([piece]) => line.includes(piece))?.[1];
    return effect?.() ?? (() => undefined);
  };

/** `staging db connect` in another terminal, for the lines that are typed meanwhile. */
let tunnel: Connect | undefined;

/** Ends it, if it is open. */
export async function closeTunnel(): Promise<void> {
  await tunnel?.end('SIGINT');
  tunnel = undefined;
}

const EFFECTS: Readonly<Record<string, Effect>> = {
  'cp terraform.tfvars.example': copiesTheExample,
  'npx esbuild': makesABundleThatLoads,
  'run --all': prints(/Succeeded\s+6\b/),
  'dag graph': prints(
    /"compute" -> "ecr"/,
    /"compute" -> "network"/,
    /"database" -> "security"/,
    /"security" -> "network"/,
    /<svg [\s\S]*>compute<\/text>[\s\S]*<\/svg>/,
  ),
  db_cluster_endpoint: prints(/^"bookmark-manager-staging-db\.\S+\.rds\.amazonaws\.com"$/m),
  alb_dns_name: prints(/^"bookmark-manager-staging-\S+\.elb\.amazonaws\.com"$/m),
  'staging db migrate': prints(/^The database has 2026\d+_\w+\.$/m),
  connect_to_aurora: prints(/^Host +localhost$/m, /^Port +5432$/m, /^Database +bookmarkdb$/m, /^User +dbadmin$/m),
  'prisma migrate deploy': inATunnel(/No pending migrations to apply/),
  'prisma db seed': inATunnel(/The seed command has been executed/),
  'prisma studio': inATunnel(/Prisma Studio is running at/),
  'psql ': inATunnel(/bookmarks +\| table +\| dbadmin/),
  DATABASE_URL: prints(/^postgresql:\/\/\S+\/bookmarkdb\?\S+$/m),
  JWT_SECRET: async () => {
    const before = await parameter('JWT_SECRET');
    return async () => expect(await parameter('JWT_SECRET')).not.toBe(before);
  },
  MONGODB_URI: async () => {
    await forget('MONGODB_URI');
    return async () => {
      expect(await parameter('MONGODB_URI')).toBe('mongodb+srv://...');
      await forget('MONGODB_URI');
    };
  },
  'ce get-cost-and-usage': prints(/GetCostAndUsage/, /ResultsByTime/),
  'get-login-password': prints(/^\{\}$/m),
  'echo "$AWS_ACCOUNT_ID"': prints(/^\d{12}$/m),
  'echo "$AWS_REGION"': prints(/^ap-northeast-1$/m),
  'staging-web --force-new-deployment': () => startsANewTask('web'),
  'staging-api --force-new-deployment': () => startsANewTask('api'),
  'logs tail /ecs/bookmark-manager-staging-web': () => followsARequest('/'),
  'logs tail /ecs/bookmark-manager-staging-api': () => followsARequest(paths.ready),
  'logs tail /aws/lambda': prints(/"action":"start"/),
  stoppedReason: prints(/^"\w.+"$/m),
  'describe-tasks': prints(/"lastStatus": "RUNNING"/, /"failures": \[\]/),
  'list-tasks': prints(/task\/bookmark-manager-staging-cluster\/[0-9a-f]{32}/),
  'services[*]': prints(/bookmark-manager-staging-web +\| +1/, /bookmark-manager-staging-api +\| +1/),
  'events[0:10]': prints(/has started 1 tasks/),
  '.terragrunt-cache': () => {
    const cache = join(UNITS, 'network/.terragrunt-cache');
    mkdirSync(join(cache, 'deeper'), { recursive: true });
    return () => expect(existsSync(cache)).toBe(false);
  },
  '{"action":"stop"}': async () => {
    await awayFromTheOpening();
    return sendsToSleep;
  },
  '{"action":"start"}': () => wakes,
  'cat response.json': prints(/"desired":"asleep"/),
};

const UNITS = join(ROOT, 'infra/terraform/envs/staging');
const LAMBDA = join(ROOT, 'infra/terraform/modules/compute/lambda');

function prints(...patterns: RegExp[]): Effect {
  return () =>
    ({ stdout }) => {
      for (const pattern of patterns) expect(stdout).toMatch(pattern);
    };
}

/** What is typed while `staging db connect` is open in another terminal. */
function inATunnel(...patterns: RegExp[]): Effect {
  return async () => {
    tunnel ??= await connect('--port', '0');
    return ({ stdout, stderr }) => {
      for (const pattern of patterns) expect(stdout + stderr).toMatch(pattern);
    };
  };
}

/** A file that was there is left alone; one that was not goes again, lest it let a stranger in later. */
function copiesTheExample(): After {
  const copy = join(UNITS, 'terraform.tfvars');
  const before = existsSync(copy) ? readFileSync(copy, 'utf8') : undefined;
  return () => {
    const after = readFileSync(copy, 'utf8');
    if (before === undefined) rmSync(copy);
    expect(after).toBe(before ?? readFileSync(join(UNITS, 'terraform.tfvars.example'), 'utf8'));
  };
}

/** The typed bundle is tried and put away, so that the next plan finds the functions that are deployed. */
function makesABundleThatLoads(): After {
  const bundle = join(LAMBDA, 'ecs_scheduler.js');
  const before = readFileSync(bundle);
  return async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
    copyFileSync(bundle, join(folder, 'index.cjs'));
    writeFileSync(bundle, before);
    const { stderr } = await run(process.execPath, [join(folder, 'index.cjs')]);
    rmSync(folder, { recursive: true });
    expect(stderr).toMatch(/InvalidSettings: the environment of ecs_scheduler: CLUSTER/);
  };
}

async function startsANewTask(service: 'web' | 'api'): Promise<After> {
  const before = await tasksOf(service);
  return () =>
    until('a task runs that was not there', async () => (await tasksOf(service)).some((id) => !before.includes(id)));
}

/** A request that is sent while the line already follows is among what it prints. */
function followsARequest(path: string): After {
  const id = crypto.randomUUID();
  const asked = pause(3000).then(() => fetch(`${running()?.door}${path}`, { headers: { 'x-request-id': id } }));
  return async ({ stdout }) => {
    expect((await asked).status).toBe(200);
    expect(stdout).toContain(id);
  };
}

async function sendsToSleep(): Promise<void> {
  const answer = await until('the door answers 503', async () => {
    const found = await fetch(running()?.door ?? '');
    return found.status === 503 && found;
  });
  expect(Number((answer || undefined)?.headers.get('retry-after'))).toBeGreaterThan(0);
  await until('no task runs', () => counts('0/0 0/0'), { deadlineMs: 90_000 });
}

async function wakes(): Promise<void> {
  await until('one task of each runs', () => counts('1/1 1/1'), { deadlineMs: 60_000 });
  await until('the page answers', async () => (await fetch(running()?.door ?? '')).status === 200, {
    deadlineMs: 60_000,
  });
}

/** Whether web and API have these desired and running counts. */
async function counts(expected: string): Promise<boolean> {
  const services = await Promise.all([describeService('web'), describeService('api')]);
  return services.map(({ desiredCount, runningCount }) => `${desiredCount}/${runningCount}`).join(' ') === expected;
}

async function parameter(name: string): Promise<string | undefined> {
  const { Parameter } = await new SSMClient(clientOptions()).send(
    new GetParameterCommand({ Name: `/bookmark-manager/staging/${name}`, WithDecryption: true }),
  );
  return Parameter?.Value;
}

/** Takes a parameter away; that it was not there is fine. */
const forget = (name: string) =>
  new SSMClient(clientOptions())
    .send(new DeleteParameterCommand({ Name: `/bookmark-manager/staging/${name}` }))
    .catch(() => undefined);
