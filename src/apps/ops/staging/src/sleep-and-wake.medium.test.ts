import { beforeAll, describe, expect, it } from 'vitest';
import { BROKEN, stored } from './leases/testing.ts';
import { slice } from './schedule/testing.ts';
import { type FakeAnswer, type FakeAws, fakeAws, fakeRehearsal } from './testing.ts';
import { AWAKE, schedulerKnows } from './testing-awake.ts';
import { builtCommand, type Ended, staging } from './testing-command.ts';

beforeAll(builtCommand);

/** Tue 1 Dec 2026, 12:30 in Tokyo; this machine's time is another. */
const CLOCK: FakeAnswer = {
  json: { now: '2026-12-01T03:30:00Z', machine: '2026-11-20T00:00:00Z', speed: 1, running: false, durations: {} },
};
const leases = (...all: ReturnType<typeof stored>[]): FakeAnswer => ({
  json: { Parameters: all.map(({ name, value }) => ({ Name: name, Value: value })) },
});
const moved = (answers: Record<string, FakeAnswer> = {}) =>
  fakeAws({ ...AWAKE, GetFunctionConfiguration: schedulerKnows(slice()), 'GET /_rehearsal/clock': CLOCK, ...answers });
const on = (aws: FakeAws, ...args: string[]): Promise<Ended> =>
  staging(args, { STAGING_REHEARSAL_DIR: fakeRehearsal(aws.endpoint) });
const writes = ({ requests }: FakeAws) =>
  requests.filter(({ operation }) => !/^(GET |Get|Describe)/.test(operation)).map(({ operation }) => operation);

describe('schedule', () => {
  it('needs nothing that runs, and takes the committed shape', async () => {
    const { code, stdout, stderr } = await staging(['schedule', '--from', '2027-01-11', '--days', '1']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^The calendar of lean, Mon 11 Jan 2027.*\n.*成人の日, Coming of Age Day\)\n$/);
  });

  it('is JSON for the shape that is asked for, and asks nobody for it', async () => {
    await using aws = await moved();
    const { stdout } = await on(
      aws,
      'schedule',
      '--json',
      '--shape',
      'by-the-book',
      '--from',
      '2027-01-11',
      '--days',
      '1',
    );
    expect(JSON.parse(stdout)).toEqual({
      timeZone: 'Asia/Tokyo',
      from: '2027-01-10T15:00:00Z',
      to: '2027-01-11T15:00:00Z',
      initial: { condition: 'asleep', because: { code: 'outside-hours', text: 'outside office hours' } },
      changes: [
        { at: '2027-01-11T00:00:00Z', condition: 'awake', because: { code: 'office-hours', text: 'office hours' } },
        {
          at: '2027-01-11T13:00:00Z',
          condition: 'asleep',
          because: { code: 'outside-hours', text: 'outside office hours' },
        },
      ],
    });
    expect(aws.requests).toEqual([]);
  });

  it("begins on the clock's day, and lists the leases apart", async () => {
    await using aws = await moved({ GetParametersByPath: leases(stored('a1'), BROKEN) });
    const { stdout } = await on(aws, 'schedule', '--days', '1');
    expect(stdout.split('\n\n')).toEqual([
      expect.stringMatching(/^The calendar of lean, Tue 1 Dec 2026 to Tue 1 Dec 2026/),
      expect.stringMatching(
        /^Leases in the rehearsal, which win over the calendar:\n.*\n {2}decides .* a1\n {2}! lease .*broken/,
      ),
    ]);
  });

  it.each([
    [['--shape', 'huge'], /expected one of .*lean.*, found "huge"/],
    [['--from', '2026-02-30'], /--from: expected a date/],
    [['--days', '0'], /--days: expected a number of days/],
  ])('refuses %j', async (args, message) => {
    expect(await staging(['schedule', ...args])).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
  });
});

describe('lease', () => {
  it("list takes the clock's time", async () => {
    await using aws = await moved({ GetParametersByPath: leases(stored('a1'), BROKEN) });
    const { leases: listed, unreadable } = JSON.parse((await on(aws, 'lease', 'list', '--json')).stdout);
    expect(listed).toMatchObject([{ id: 'a1', effect: 'decides' }]);
    expect(unreadable).toMatchObject([{ problem: expect.stringContaining('not JSON') }]);
  });

  it('list says so when there is none', async () => {
    await using aws = await moved();
    expect((await on(aws, 'lease', 'list')).stdout).toBe('There is no lease: the calendar decides.\n');
  });

  it('release deletes it, then has the scheduler reconcile', async () => {
    await using aws = await moved({ GetParametersByPath: leases(stored('a1'), BROKEN), DeleteParameter: { json: {} } });
    expect(await on(aws, 'lease', 'release', 'a1', 'broken')).toMatchObject({
      code: 0,
      stdout: 'Awake until Tue 1 Dec 22:00.\n',
    });
    expect(aws.requests.slice(-3)).toEqual([
      { operation: 'DeleteParameter', input: { Name: '/bookmark-manager/staging/leases/a1' } },
      { operation: 'DeleteParameter', input: { Name: BROKEN.name } },
      { operation: 'Invoke', input: { action: 'reconcile' } },
    ]);
  });

  it('release goes on when somebody else was quicker', async () => {
    await using aws = await moved({
      GetParametersByPath: leases(stored('a1')),
      DeleteParameter: { error: 'ParameterNotFound' },
    });
    expect((await on(aws, 'lease', 'release', 'a1')).code).toBe(0);
    expect(writes(aws)).toEqual(['DeleteParameter', 'Invoke']);
  });

  it('release as a dry run prints the exact calls and makes none', async () => {
    await using aws = await moved({ GetParametersByPath: leases(stored('a1', { kind: 'hold' })) });
    expect((await on(aws, 'lease', 'release', 'a1', '--dry-run')).stdout.split('\n')).toEqual([
      "aws ssm delete-parameter --name '/bookmark-manager/staging/leases/a1'",
      expect.stringMatching(/^aws lambda invoke .*'\{"action":"reconcile"\}'/),
      '',
    ]);
    expect(writes(aws)).toEqual([]);
  });

  it('release of a hold asks first; --yes answers', async () => {
    await using aws = await moved({
      GetParametersByPath: leases(stored('a1', { kind: 'hold', why: 'migrating' })),
      DeleteParameter: { json: {} },
    });
    expect(await on(aws, 'lease', 'release', 'a1')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/\(migrating\), a1 — a hold.*\n[\s\S]*--yes/),
    });
    expect(writes(aws)).toEqual([]);
    expect((await on(aws, 'lease', 'release', 'a1', '--yes')).code).toBe(0);
    expect(writes(aws)).toEqual(['DeleteParameter', 'Invoke']);
  });

  it('release names one that is not there, and changes nothing', async () => {
    await using aws = await moved({ GetParametersByPath: leases(stored('a1')) });
    expect(await on(aws, 'lease', 'release', 'a1', 'b2')).toMatchObject({
      code: 1,
      stderr: 'staging: There is no lease "b2".\n  → staging lease list\n',
    });
    expect(writes(aws)).toEqual([]);
  });
});

describe('start and stop', () => {
  it('say what it costs, or saves, by what is applied and by the clock', async () => {
    await using aws = await moved();
    expect((await on(aws, 'start', '--until', '23:00')).stderr).toBe(
      'On AWS: it costs about USD 0.060: 1 h more awake, at USD 0.060 an hour (list prices of 2026-10-08, without tax).\n',
    );
    expect((await on(aws, 'stop', '--for', '30m')).stderr).toMatch(
      /^On AWS: it saves about USD 0\.030: 30 min less awake/,
    );
    expect((await on(aws, 'start', '--dry-run', '--for', '10h')).stderr).toMatch(/^It costs .*: 30 min more awake/);
    expect(writes(aws)).toEqual(['Invoke', 'Invoke']);
  });

  it('refuse what the scheduler would refuse before they call it', async () => {
    await using aws = await moved();
    expect(await on(aws, 'start', '--for', '15d')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('14 days'),
    });
    expect(writes(aws)).toEqual([]);
  });

  it('go on when the cost cannot be found out', async () => {
    await using aws = await moved({ DescribeServices: { error: 'AccessDeniedException' } });
    expect(await on(aws, 'stop')).toMatchObject({
      code: 0,
      stderr: 'On AWS: what it costs cannot be told: DescribeServices is refused\n',
    });
    expect(writes(aws)).toEqual(['Invoke']);
  });
});

describe('the time', () => {
  it("of status is the clock's, and that it was moved is told", async () => {
    await using aws = await moved();
    const { stdout, stderr } = await on(aws, 'status');
    expect(stdout).toMatch(/^Awake\nOffice hours, until Tue 1 Dec 22:00 \(in 9 h 30 min, Tokyo time\)/);
    expect(stderr).toMatch(
      /The rehearsal's clock stands at Tue 2026-12-01 12:30: 11 d 3 h ahead of this machine's time\./,
    );
    expect(JSON.parse((await on(aws, 'status', '--json')).stdout).now).toBe('2026-12-01T03:30:00.000Z');
  });

  it("of logs --since is the clock's", async () => {
    await using aws = await moved({ FilterLogEvents: { json: { events: [] } } });
    await on(aws, 'logs', 'web', '--since', '30m');
    expect(aws.requests.at(-1)).toMatchObject({ input: { startTime: Date.parse('2026-12-01T03:00:00Z') } });
  });

  it('costs status one question', async () => {
    await using aws = await moved();
    await on(aws, 'status');
    expect(aws.requests.filter(({ operation }) => operation === 'GET /_rehearsal/clock')).toHaveLength(1);
  });
});
