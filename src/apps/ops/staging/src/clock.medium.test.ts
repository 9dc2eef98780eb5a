import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { CHANGE, REPORT } from './clock/testing.ts';
import { type FakeAnswer, type FakeAws, fakeAws, fakeRehearsal } from './testing.ts';
import { BIN, builtCommand, type Ended, staging } from './testing-command.ts';

beforeAll(builtCommand);

type Input = Record<string, unknown>;
type Answers = Parameters<typeof fakeAws>[0];

/** A clock as the rehearsal keeps it: it stands, until it is told something. */
function fakeClock(others: Answers = {}): Promise<FakeAws> {
  const clock = { now: Date.parse('2026-11-26T00:00:00Z'), speed: 1, durations: { starting: 1000 } };
  const reading = (): FakeAnswer => ({
    json: { ...clock, now: new Date(clock.now).toISOString(), machine: '2026-11-26T00:00:00.000Z', running: false },
  });
  return fakeAws({
    'GET /_rehearsal/clock': reading,
    'POST /_rehearsal/clock': ({ set, advance, speed, durations }: Input) => {
      if (typeof set === 'string') clock.now = Date.parse(set);
      if (typeof advance === 'number') clock.now += advance;
      if (typeof speed === 'number') clock.speed = speed;
      if (typeof durations === 'object') Object.assign(clock.durations, durations);
      return reading();
    },
    ...others,
  });
}

const on = (rehearsal: FakeAws, ...args: string[]): Promise<Ended> =>
  staging(['clock', ...args], { STAGING_REHEARSAL_DIR: fakeRehearsal(rehearsal.endpoint) });
const told = ({ requests }: FakeAws) =>
  requests.filter(({ operation }) => operation.startsWith('POST')).map(({ operation, input }) => [operation, input]);

describe('clock', () => {
  it('show says where it stands', async () => {
    await using rehearsal = await fakeClock({
      'GET /_rehearsal/faults': { json: { faults: [{ fault: 'capacity', of: 'web' }] } },
    });
    expect((await on(rehearsal, 'show')).stdout).toBe(
      "Thu 2026-11-26 09:00 (Tokyo time)\nas this machine's\nthe database takes: starting 1 s\nfault: capacity of web\n",
    );
    expect(JSON.parse((await on(rehearsal, 'show', '--json')).stdout)).toMatchObject({
      speed: 1,
      durations: { starting: 1000 },
    });
  });

  it.each<[string[], Input, RegExp]>([
    [['set', '2026-12-05 08:40'], { set: '2026-12-04T23:40:00.000Z' }, /^Sat 2026-12-05 08:40/],
    [['set', '09:30'], { set: '2026-11-26T00:30:00.000Z' }, /^Thu 2026-11-26 09:30/],
    [['advance', '2h'], { advance: 7_200_000 }, /^Thu 2026-11-26 11:00/],
    [['speed', '60'], { speed: 60 }, /60 times as fast/],
    [['durations', '--starting', '25m'], { durations: { starting: 1_500_000 } }, /starting 25 min/],
  ])('%j tells the rehearsal, and shows what came of it', async (args, body, text) => {
    await using rehearsal = await fakeClock();
    const { code, stdout } = await on(rehearsal, ...args);
    expect(told(rehearsal)).toEqual([['POST /_rehearsal/clock', body]]);
    expect(stdout).toMatch(text);
    expect(code).toBe(0);
    const dry = await on(rehearsal, ...args, '--dry-run');
    expect(dry.stdout).toMatch(/^curl .* http:\/\/127\.0\.0\.1:\d+\/_rehearsal\/clock\n$/);
    expect(told(rehearsal)).toHaveLength(1);
  });

  it("set now brings it back to this machine's time and speed", async () => {
    await using rehearsal = await fakeClock();
    await on(rehearsal, 'speed', '60');
    await on(rehearsal, 'set', 'now');
    const [, speed, set] = told(rehearsal).map(([, input]) => input as Input);
    expect(speed).toEqual({ speed: 1 });
    expect(Math.abs(Date.parse(String(set?.set)) - Date.now())).toBeLessThan(60_000);
  });

  it('fault makes one, ends them and lists them', async () => {
    let faults: Input[] = [];
    await using rehearsal = await fakeClock({
      'GET /_rehearsal/faults': () => ({ json: { faults } }),
      'POST /_rehearsal/faults': (input: Input) => {
        faults = input.fault === 'none' ? [] : [...faults, input];
        return { json: { faults } };
      },
    });
    expect((await on(rehearsal, 'fault', 'capacity', '--of', 'database', '--times', '3')).stdout).toBe(
      'capacity of database 3 times\n',
    );
    expect((await on(rehearsal, 'fault')).stdout).toBe('capacity of database 3 times\n');
    expect((await on(rehearsal, 'fault', 'none')).stdout).toBe('No fault waits or lasts.\n');
    expect(told(rehearsal)).toEqual([
      ['POST /_rehearsal/faults', { fault: 'capacity', of: 'database', times: 3 }],
      ['POST /_rehearsal/faults', { fault: 'none' }],
    ]);
  });

  it.each([
    [['set', 'yesterday'], /clock set: expected a time/],
    [['advance', '-2h'], /unknown option|expected a time span/],
    [['speed', '0'], /a number above 0/],
    [['durations'], /which of --creating/],
    [['durations', '--starting', 'long'], /--starting: expected a time span/],
    [['fault', 'fire'], /expected database-restart, capacity or none/],
    [['fault', 'capacity'], /--of database\|web\|api/],
    [['fault', 'capacity', '--of', 'redis'], /--of: one of database, web, api/],
    [['fault', 'database-restart', '--times', '2'], /for capacity/],
    [['run', '--until', '2026-11-25 09:00'], /has passed: the clock stands at Thu 2026-11-26 09:00/],
    [['run'], /--until/],
    [['show', '--aws'], /On AWS nobody moves the clock/],
  ])('refuses %j', async (args, message) => {
    await using rehearsal = await fakeClock();
    expect(await on(rehearsal, ...args)).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
    expect(told(rehearsal)).toEqual([]);
  });

  it.each<[string, FakeAnswer, RegExp]>([
    [
      'refuses',
      { json: { error: 'a run is under way' }, status: 400 },
      /^staging: A run is under way\.\n {2}→ staging clock --help/,
    ],
    ['has no such page', { json: { error: 'no such page' }, status: 404 }, /of an older version\.\n {2}→ .*npm start/],
    ['answers something else', { json: { time: 1 } }, /is not understood\.\n {2}→ .*npm start/],
    ['breaks', { json: 'oh', status: 500 }, /answers 500 .*\n {2}→ .*npm start/],
  ])('tells in one sentence that the rehearsal %s', async (_, answer, text) => {
    await using rehearsal = await fakeClock({ 'POST /_rehearsal/clock': answer });
    expect(await on(rehearsal, 'advance', '1h')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(text),
    });
  });
});

describe('clock run', () => {
  const UNTIL = ['run', '--until', '2026-12-07 12:00'];
  const lines = (...all: unknown[]) => ({
    lines: (async function* () {
      yield* all;
    })(),
  });

  it('logs what changes, and ends with the report', async () => {
    await using rehearsal = await fakeClock({ 'POST /_rehearsal/clock/run': () => lines(CHANGE, REPORT) });
    const { code, stdout, stderr } = await on(rehearsal, ...UNTIL, '--keep-awake');
    expect(told(rehearsal)).toEqual([
      ['POST /_rehearsal/clock/run', { until: '2026-12-07T03:00:00.000Z', speed: 'max', keepAwake: true }],
    ]);
    expect(stderr).toBe('Mon 2026-12-07 09:00  web: desired count 0 to 1\n');
    expect(stdout).toMatch(/database +3 h 15 min[\s\S]*office hours[\s\S]*40 invoked, 3040 skipped/);
    expect(code).toBe(0);
  });

  it('prints the report as JSON', async () => {
    await using rehearsal = await fakeClock({ 'POST /_rehearsal/clock/run': () => lines(CHANGE, REPORT) });
    const { stdout } = await on(rehearsal, ...UNTIL, '--speed', '60', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      tookMs: 21_340,
      hours: [{ resource: 'web', awake: 3 }, { resource: 'database' }],
    });
    expect(told(rehearsal)[0]?.[1]).toMatchObject({ speed: 60 });
  });

  it('ends with 1 when the run ends without a report', async () => {
    await using rehearsal = await fakeClock({ 'POST /_rehearsal/clock/run': () => lines(CHANGE) });
    expect(await on(rehearsal, ...UNTIL)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/without a report/),
    });
  });

  it('is ended by Ctrl-C: its request is closed, and the clock is said to stay', async () => {
    let closed = false;
    await using rehearsal = await fakeClock({
      'POST /_rehearsal/clock/run': () => ({
        lines: (async function* () {
          try {
            yield CHANGE;
            while (true) yield await sleep(50, CHANGE);
          } finally {
            closed = true;
          }
        })(),
      }),
    });
    const env = { PATH: process.env.PATH, STAGING_REHEARSAL_DIR: fakeRehearsal(rehearsal.endpoint) };
    const child = spawn(process.execPath, [BIN, 'clock', ...UNTIL], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    child.stderr.on('data', (data: Buffer) => (text += data));
    const ended = once(child, 'close');
    await expect.poll(() => text, { timeout: 60_000 }).toContain('web: desired count 0 to 1');
    child.kill('SIGINT');
    expect((await ended)[0]).toBe(130);
    expect(text).toMatch(/The run was ended; the clock stands at Thu 2026-11-26 09:00\.\n {2}→ staging clock set now/);
    await expect.poll(() => closed, { timeout: 30_000 }).toBe(true);
  });
});
