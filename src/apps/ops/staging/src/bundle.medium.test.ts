import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeAnswer, fakeAws, fakeRehearsal, temporaryFolder } from './testing.ts';

const BIN = fileURLToPath(new URL('../bin/staging.mjs', import.meta.url));
const BUILD = fileURLToPath(new URL('../build.mjs', import.meta.url));
const nowhere = mkdtempSync(join(tmpdir(), 'staging-nowhere-'));

type Ended = { code: number; stdout: string; stderr: string };

async function staging(args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const plain = { PATH: process.env.PATH ?? '', HOME: nowhere, STAGING_REHEARSAL_DIR: nowhere, ...env };
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [BIN, ...args], { env: plain })) };
  } catch (error) {
    const { code, stdout, stderr } = error as Ended;
    return { code, stdout, stderr };
  }
}

afterAll(() => rmSync(nowhere, { recursive: true }));

/** The quickest of a few: what the command needs, whatever else the machine does. */
async function quickestMs(runs: number, work: () => Promise<unknown>): Promise<number> {
  let quickest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now();
    await work();
    quickest = Math.min(quickest, performance.now() - began);
  }
  return quickest;
}

beforeAll(async () => {
  await promisify(execFile)(process.execPath, [BUILD]);
});

describe('the command', () => {
  it('lists its commands within 0.2 s', async () => {
    expect((await staging(['--help'])).stdout).toMatch(/rehearse[\s\S]*status[\s\S]*clean/);
    expect(await quickestMs(8, () => staging(['--help']))).toBeLessThan(200);
  });

  it.each(['status', 'start', 'stop', 'logs', 'tasks', 'plan', 'up', 'down', 'allow', 'configure', 'env', 'clean'])(
    'explains %s',
    async (name) => {
      const { code, stdout } = await staging([name, '--help']);
      expect(stdout).toContain(`Usage: staging ${name} [options]`);
      expect(code).toBe(0);
    },
  );

  it.each([
    [['statsu'], /Did you mean status/],
    [['status', '--jsno'], /unknown option '--jsno'/],
    [['logs', '--since', '3x'], /expected 45s, 10m/],
    [['logs', 'nginx'], /no log "nginx"/],
    [['env', '--shell', 'csh'], /bash, zsh, fish/],
    [['start', '--for', '2h', '--until', '23:00'], /not both/],
    [['allow', 'ad', '10.0.0.1'], /list, add or remove/],
  ])('says what is wrong with %j and ends with 2', async (args, text) => {
    const { code, stdout, stderr } = await staging(args);
    expect(stderr).toMatch(text);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it('refuses a STAGING_ON that it does not know', async () => {
    expect(await staging(['status'], { STAGING_ON: 'azure' })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('STAGING_ON'),
    });
  });

  it.each([['status'], ['plan'], ['start'], ['logs'], ['tasks'], ['env'], ['allow', 'list']])(
    'says how to start a rehearsal when none runs: %s',
    async (...args) => {
      expect(await staging(args)).toEqual({
        code: 1,
        stdout: '',
        stderr:
          'staging: The rehearsal is not running.\n  → Start it in another terminal: npm start   (--aws is the real account)\n',
      });
    },
  );

  it('says how to build it when it is not built', async () => {
    const copy = temporaryFolder();
    mkdirSync(join(copy, 'bin'));
    writeFileSync(join(copy, 'bin/staging.mjs'), readFileSync(BIN));
    const ended = await promisify(execFile)(process.execPath, [join(copy, 'bin/staging.mjs')]).catch(
      (error: Ended) => error,
    );
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('npm start') });
  });
});

const schedule = {
  calendar: { closed_days: [], open_days: [] },
  schedule: {
    mode: 'always',
    office_hours: {},
    public_holidays: false,
    database_sleeps: false,
    wake_lead_minutes: 0,
    start_lasts_minutes: 120,
    wake_on_visit: 'button',
  },
};
const services = ['web', 'api'].map((name) => ({
  name,
  service: `bookmark-manager-staging-${name}`,
  appTargetGroupArn: `arn:${name}`,
  listenerArn: 'arn:listener',
  ruleArn: name === 'api' ? 'arn:rule' : null,
}));
const groups = (app: string) => `<ForwardConfig><TargetGroups>
  <member><TargetGroupArn>${app}</TargetGroupArn><Weight>100</Weight></member>
  <member><TargetGroupArn>arn:wake</TargetGroupArn><Weight>0</Weight></member></TargetGroups></ForwardConfig>`;
const rule = (arn: string, isDefault: boolean, app: string) => `<member><RuleArn>${arn}</RuleArn>
  <IsDefault>${isDefault}</IsDefault><Actions><member><Type>forward</Type>${groups(app)}</member></Actions></member>`;

const AWAKE: Record<string, FakeAnswer> = {
  GetFunctionConfiguration: {
    json: {
      Environment: {
        Variables: {
          CLUSTER: 'bookmark-manager-staging-cluster',
          PARAMETER_PREFIX: '/bookmark-manager/staging',
          DATABASE_ID: 'bookmark-manager-staging-db',
          WAKE_TARGET_GROUP_ARN: 'arn:wake',
          SERVICES: JSON.stringify(services),
          SCHEDULE: JSON.stringify(schedule),
        },
      },
    },
  },
  DescribeServices: {
    json: {
      services: services.map(({ service }) => ({
        serviceName: service,
        status: 'ACTIVE',
        desiredCount: 1,
        runningCount: 1,
        pendingCount: 0,
        tags: [{ key: 'AwakeCount', value: '1' }],
      })),
    },
  },
  DescribeTargetHealth: {
    xml: '<DescribeTargetHealthResponse><DescribeTargetHealthResult><TargetHealthDescriptions><member><TargetHealth><State>healthy</State></TargetHealth></member></TargetHealthDescriptions></DescribeTargetHealthResult></DescribeTargetHealthResponse>',
  },
  DescribeRules: {
    xml: `<DescribeRulesResponse><DescribeRulesResult><Rules>${rule('arn:default', true, 'arn:web')}${rule('arn:rule', false, 'arn:api')}</Rules></DescribeRulesResult></DescribeRulesResponse>`,
  },
  DescribeDBInstances: {
    xml: '<DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInstances><DBInstance><DBInstanceStatus>available</DBInstanceStatus></DBInstance></DBInstances></DescribeDBInstancesResult></DescribeDBInstancesResponse>',
  },
  GetParameters: {
    json: {
      Parameters: ['web', 'api'].map((name) => ({
        Name: `/bookmark-manager/staging/images/${name}`,
        Value: JSON.stringify({ image: `repository/${name}@sha256:${'0'.repeat(64)}`, migration: null, commit: null }),
      })),
    },
  },
  GetParametersByPath: { json: { Parameters: [] } },
  Invoke: { json: { ok: true, message: 'Awake until Tue 1 Dec 22:00.' } },
};

describe('on a rehearsal', () => {
  it('says within 0.6 s what is there', async () => {
    await using aws = await fakeAws(AWAKE);
    const env = { STAGING_REHEARSAL_DIR: fakeRehearsal(aws.endpoint) };
    const { code, stdout, stderr } = await staging(['status', '--json'], env);
    expect(stderr).toBe('Limits are off: tasks may use more CPU and memory than their size (a test).\n');
    expect(JSON.parse(stdout)).toMatchObject({
      condition: 'awake',
      because: { code: 'always' },
      until: null,
      url: 'http://127.0.0.1:8080',
      services: [
        { name: 'web', desired: 1, running: 1, awakeCount: 1, image: expect.stringContaining('@sha256:') },
        { name: 'api', desired: 1 },
      ],
      database: { status: 'available' },
      leases: [],
    });
    expect(code).toBe(0);
    expect(await quickestMs(5, () => staging(['status'], env))).toBeLessThan(600);
  });

  it('calls the scheduler and prints its answer; a dry run prints the call and makes none', async () => {
    await using aws = await fakeAws(AWAKE);
    const env = { STAGING_REHEARSAL_DIR: fakeRehearsal(aws.endpoint) };
    const dry = await staging(['start', '--for', '2h', '--why', "it's late", '--dry-run'], env);
    expect(dry.stdout).toMatch(/^aws lambda invoke .*"action":"start","for":"2h",.*"why":"it'\\''s late"/);
    expect(aws.calls).toEqual([]);
    expect(await staging(['start', '--for', '2h'], env)).toMatchObject({
      code: 0,
      stdout: 'Awake until Tue 1 Dec 22:00.\n',
    });
    expect(aws.calls).toEqual(['Invoke']);
  });

  it('says that nothing is applied yet', async () => {
    await using aws = await fakeAws({ GetFunctionConfiguration: { error: 'ResourceNotFoundException' } });
    expect(await staging(['status'], { STAGING_REHEARSAL_DIR: fakeRehearsal(aws.endpoint) })).toMatchObject({
      code: 1,
      stderr: 'staging: Nothing is applied here yet.\n  → staging up\n',
    });
  });

  it('never takes what leads to the rehearsal to the real account', async () => {
    await using aws = await fakeAws(AWAKE);
    const ended = await staging(['status', '--aws'], {
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_ENDPOINT_URL_LAMBDA: aws.endpoint,
      AWS_ACCESS_KEY_ID: 'rehearsal',
      AWS_SECRET_ACCESS_KEY: 'rehearsal',
      AWS_EC2_METADATA_DISABLED: 'true',
    });
    expect(aws.calls).toEqual([]);
    expect(ended.stderr).toContain('AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_LAMBDA');
    expect(ended.code).toBe(1);
  });
});

/** A folder with programs that only tell their version. */
function fakeTools(): string {
  const folder = temporaryFolder();
  const versions = { terragrunt: 'terragrunt version v1.1.9', terraform: 'Terraform v1.11.4', aws: 'aws-cli/2.9.19' };
  for (const [name, version] of Object.entries(versions)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n[ "$1" = --version ] && echo '${version}' || echo ${name} "$@"\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

describe('what `staging env` prints', () => {
  it('turns a shell to the rehearsal, the same when evaluated twice', async () => {
    const directory = fakeRehearsal('http://127.0.0.1:4599');
    const PATH = `${fakeTools()}:${process.env.PATH}`;
    const caller = { PATH, AWS_PROFILE: 'production', HOME: nowhere };
    const { stdout } = await staging(['env', '--shell', 'bash'], { ...caller, STAGING_REHEARSAL_DIR: directory });
    const script = [
      'eval "$1"; once="$PATH"; eval "$1"; test "$PATH" = "$once" && echo same',
      'echo "$AWS_ENDPOINT_URL|$AWS_PROFILE|$STAGING_STATE_DIR"; command -v terragrunt; aws s3 ls; unset AWS_ENDPOINT_URL; aws s3 ls',
    ].join('\n');
    const shell = await promisify(execFile)('bash', ['--norc', '-c', script, 'bash', stdout], { env: caller });
    expect(shell.stdout.trimEnd().split('\n')).toEqual([
      'same',
      `http://127.0.0.1:4599||${join(directory, 'state')}`,
      join(directory, 'bin/terragrunt'),
      // An aws CLI older than 2.13 has to be told where to go, and only as long as there is somewhere.
      'aws --endpoint-url http://127.0.0.1:4599 s3 ls',
      'aws s3 ls',
    ]);
  });
});
