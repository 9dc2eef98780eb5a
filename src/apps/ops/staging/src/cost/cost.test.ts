import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runCommand } from '../program.ts';
import { slice } from '../schedule/testing.ts';
import { temporaryFolder } from '../testing.ts';
import { database, plansFolder, planText } from './testing.ts';

beforeEach(() => {
  vi.stubEnv('STAGING_ON', undefined);
  vi.stubEnv('STAGING_REHEARSAL_DIR', temporaryFolder());
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Types a command line; what a command prints goes to the process's own streams. */
async function type(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  let stdout = '';
  let stderr = '';
  const out = (text: unknown) => {
    stdout += text;
    return true;
  };
  const err = (text: unknown) => {
    stderr += text;
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(out);
  vi.spyOn(process.stderr, 'write').mockImplementation(err);
  const interruption = { signal: new AbortController().signal, lend: () => ({ [Symbol.dispose]: () => undefined }) };
  const code = await runCommand(args, interruption, { out, err });
  return { code, stdout, stderr };
}

const plans = (text: string) => ['--planned', plansFolder(text)];
const ofDatabase = (after: object, before?: object) =>
  planText([
    { type: 'aws_db_instance', after: database({ ...after }), ...(before && { before: database({ ...before }) }) },
  ]);

/** As Terragrunt alone leaves them: nothing says that these are all. */
function someMissing(): string[] {
  const folder = plansFolder(ofDatabase({}));
  rmSync(join(folder, 'plans.json'));
  return ['--planned', folder];
}

describe('bad input', () => {
  it.each<[string, () => string[], RegExp]>([
    [
      'a plan of another region',
      () => plans(planText([], { region: 'us-east-1' })),
      /is a plan of us-east-1; .* ap-northeast-1/,
    ],
    [
      'a plan cut off',
      () => plans(ofDatabase({}).slice(0, -40)),
      /tfplan\.json is no whole plan of Terraform: it is cut off/,
    ],
    ['something else', () => plans('{"format_version":"9"}'), /no whole plan of Terraform: it has another form/],
    ['a folder without plans', () => ['--planned', temporaryFolder()], /holds no plan\./],
    [
      'plans of which some are missing',
      () => someMissing(),
      /holds no plan of database, ecr, network, security, storage\./,
    ],
    [
      'a class without a price',
      () => plans(ofDatabase({ instance_class: 'db.r9.huge' })),
      /no RDS "APN1-InstanceUsage:db\.r9\.huge"/,
    ],
    [
      'a type that nobody knows',
      () => plans(planText([{ type: 'aws_teleporter', after: {} }])),
      /compute aws_teleporter\.this: nobody has said/,
    ],
    [
      'a difference with one',
      () => [...plans(planText([{ type: 'aws_teleporter', after: {} }])), '--diff'],
      /aws_teleporter\.this/,
    ],
    ['a shape that is not there', () => ['--shape', 'cheap'], /expected one of .*lean.*, found "cheap"/],
    ['no month', () => ['--month', '2026-13'], /expected a month such as 2026-12, found "2026-13"/],
    ['a month whose holidays nobody knows', () => ['--month', '2090-01'], /2090/],
    ['no amount', () => ['--budget', 'much'], /expected an amount of USD such as 60/],
    ['two questions', () => ['--shape', 'lean', '--shapes'], /one of --shape, --shapes and --planned/],
    ['a budget for all', () => ['--shapes', '--budget', '60'], /--budget is for one shape/],
    ['a refresh of nobody', () => ['prices', '--refresh'], /Only AWS itself has a list of prices/],
  ])('%s: named, exit code 2, no total', async (_, args, text) => {
    const { code, stdout, stderr } = await type('cost', ...args());
    expect(stderr).toMatch(text);
    // What is not known of the calendar is the schedule's own error.
    expect({ code, stdout }).toEqual({ code: stderr.includes('2090') ? 1 : 2, stdout: '' });
  });

  it('in JSON says that it is not complete, and has no total either', async () => {
    const { code, stdout } = await type('cost', '--json', ...plans(ofDatabase({ instance_class: 'db.r9.huge' })));
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      complete: false,
      total: null,
      unpriced: [{ terragruntUnit: 'compute', address: 'aws_db_instance.this', type: 'aws_db_instance' }],
    });
  });
});

describe('an estimate of plans', () => {
  it('is awake as the plans themselves say, whatever shapes.json has', async () => {
    const told = slice({ office_hours: { mon: [['09:00', '10:00']] } });
    const text = planText([{ type: 'aws_db_instance', after: database() }], { told });
    const { code, stdout } = await type('cost', '--json', '--month', '2026-12', ...plans(text));
    expect(code).toBe(0);
    // Four Mondays.
    expect(JSON.parse(stdout)).toMatchObject({ shape: 'planned', month: '2026-12', hours: { month: 744, awake: 4 } });
  });

  it('has what others build on: each item with what it is charged by, and a range', async () => {
    const { stdout } = await type('cost', '--json', '--month', '2026-12', ...plans(ofDatabase({})));
    const { items, total, currency, complete } = JSON.parse(stdout);
    expect({ currency, complete }).toEqual({ currency: 'USD', complete: true });
    expect(items[1]).toEqual({
      ...{ terragruntUnit: 'compute', address: 'aws_db_instance.this', item: 'storage gp3', kind: 'fixed' },
      ...{ awsService: 'Amazon Relational Database Service', usageType: 'APN1-RDS:GP3-Storage' },
      ...{ quantity: 20, free: 0, unit: 'GB-month', unitPrice: 0.138, usd: { low: 2.76, expected: 2.76, high: 2.76 } },
      ...{ source: expect.stringContaining('2026-10-08'), confidence: 'high', doubt: null },
    });
    const sum = items.reduce((all: number, item: { usd: { expected: number } }) => all + item.usd.expected, 0);
    expect(total.expected).toBeCloseTo(sum, 6);
  });

  it.each([
    ['60', 0, /Within the budget of USD 60/],
    ['5', 1, /USD 5\.\d\d above the budget of USD 5/],
  ])('against a budget of %s ends with %d', async (budget, code, text) => {
    const ended = await type('cost', '--month', '2026-12', '--budget', budget, ...plans(ofDatabase({})));
    expect(ended.code).toBe(code);
    expect(ended.stderr).toMatch(text);
    expect(ended.stdout).toMatch(/^planned, December 2026: USD 10\.38/);
  });
});

describe('a difference', () => {
  it('says what a change costs, and of which resource', async () => {
    const args = plans(ofDatabase({ allocated_storage: 50 }, {}));
    const { code, stdout } = await type('cost', '--diff', '--month', '2026-12', ...args);
    expect(code).toBe(0);
    expect(stdout).toContain('This change costs +USD 4.14 a month (10.38 → 14.52, December 2026)');
    expect(stdout).toMatch(/compute aws_db_instance\.this +10\.38 +14\.52 +\+4\.14/);
    const json = JSON.parse((await type('cost', '--diff', '--json', '--month', '2026-12', ...args)).stdout);
    expect(json).toMatchObject({ complete: true, before: 10.37875, difference: 4.14 });
  });

  it.each([
    ['a saving', ofDatabase({}, { allocated_storage: 50 }), 'This change saves USD 4.14 a month'],
    ['nothing', ofDatabase({}, {}), 'This changes nothing about what a month costs: USD 10.38'],
    ['all of it, where nothing is applied', ofDatabase({}), 'This change costs +USD 10.38 a month (0.00 → 10.38'],
  ])('says %s', async (_, text, words) => {
    const { stdout } = await type('cost', '--diff', '--markdown', '--month', '2026-12', ...plans(text));
    expect(stdout).toContain(`### ${words}`);
  });

  it('counts hours that change', async () => {
    const told = (hours: [string, string]) => JSON.stringify(slice({ office_hours: { mon: [hours] } }));
    const scheduler = (SCHEDULE: string) => ({
      ...{ function_name: 'x-ecs-scheduler', memory_size: 256, architectures: ['arm64'] },
      environment: [{ variables: { SCHEDULE } }],
    });
    const text = planText(
      [
        { type: 'aws_db_instance', before: database(), after: database() },
        {
          type: 'aws_lambda_function',
          before: scheduler(told(['09:00', '10:00'])),
          after: scheduler(told(['09:00', '12:00'])),
        },
      ],
      { told: slice({ office_hours: { mon: [['09:00', '12:00']] } }) },
    );
    const { stdout } = await type('cost', '--diff', '--json', '--month', '2026-12', ...plans(text));
    // Two hours more on each of four Mondays.
    expect(JSON.parse(stdout).difference).toBeCloseTo(4 * 2 * 0.025, 6);
  });
});
