import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pause } from '../clock/index.ts';
import { createStatusTimes } from '../database/durations.ts';
import { createFaults } from '../faults/index.ts';
import { createAssumed } from '../http-api/index.ts';
import { controlPages } from './pages.ts';
import { createRuns } from './runs.ts';
import { smallWorld } from './testing.ts';

const office = { awake: [[9 * 60, 22 * 60]] as const, visits: [], startsForMinutes: 10 };
let stack: AsyncDisposableStack;
let world: Awaited<ReturnType<typeof serve>>;
beforeEach(async () => {
  stack = new AsyncDisposableStack();
  world = await serve();
});
afterEach(() => stack.disposeAsync());

/** The pages of a small world whose clock stands at 2026-12-01 00:00:30. */
async function serve() {
  const { world: small, stop } = smallWorld(office);
  stack.defer(stop);
  const runs = stack.use(createRuns(small));
  const hooked: string[] = [];
  runs.around({
    before: async ({ keepAwake }) => void hooked.push(`before, keepAwake ${keepAwake}`),
    after: async () => void hooked.push('after'),
  });
  const { clock, events } = small;
  const pace = { ...clock, hurried: false };
  const stopped = ['db'];
  const database = { times: createStatusTimes({ clock, pace }), startByAws: () => stopped.splice(0) };
  const moves: Date[] = [];
  const pages = controlPages({
    clock,
    events,
    database,
    faults: createFaults(),
    assumed: createAssumed(),
    runs,
    moved: () => moves.push(clock.now()),
  });
  const server = http.createServer((request, response) => void pages[request.url?.slice(1) ?? '']?.(request, response));
  stack.defer(() => void server.close().closeAllConnections());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const post = (page: string, body: unknown, signal?: AbortSignal) =>
    fetch(`${url}/${page}`, { method: 'POST', body: JSON.stringify(body), ...(signal && { signal }) });
  const clockOf = async () => (await (await fetch(`${url}/clock`)).json()) as Record<string, unknown>;
  return { url, post, clockOf, clock, runs, hooked, moves };
}

const lines = async (answer: Response) =>
  (await answer.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the clock', () => {
  it('is shown', async () => {
    expect(await world.clockOf()).toEqual({
      now: '2026-12-01T00:00:30.000Z',
      machine: expect.any(String),
      speed: 0,
      running: false,
      durations: { creating: 1000, starting: 1000, stopping: 1000, rebooting: 500, modifying: 500 },
    });
  });

  it.each([
    [{ set: '2025-04-29T09:00:00+09:00' }, { now: '2025-04-29T00:00:00.000Z' }],
    [{ advance: 90_000 }, { now: '2026-12-01T00:02:00.000Z' }],
    [{ durations: { starting: 600_000 } }, { durations: { creating: 1000, starting: 600_000 } }],
  ])('follows %j', async (order, shown) => {
    const answer = await world.post('clock', order);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject(shown);
    expect(await world.clockOf()).toMatchObject(shown);
  });

  it('gets another speed, and its movement is remembered', async () => {
    expect(await (await world.post('clock', { speed: 60 })).json()).toMatchObject({ speed: 60 });
    expect(world.moves).toHaveLength(1);
  });

  it.each([
    [{}],
    [{ set: 'tomorrow' }],
    [{ set: '2026-12-01' }],
    [{ advance: -1 }],
    [{ advance: 1, speed: 2 }],
    [{ speed: 0 }],
    [{ durations: { sleeping: 1 } }],
    ['no'],
    [null],
  ])('refuses %j, with what is allowed', async (order) => {
    const answer = await world.post('clock', order);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: expect.stringContaining('{"advance":60000}') });
    expect(await world.clockOf()).toMatchObject({ now: '2026-12-01T00:00:30.000Z', speed: 0 });
  });
});

describe('a run', () => {
  it('tells each event and ends with its report, and whoever wanted to know was told before and after', async () => {
    const answer = await world.post('clock/run', { until: '2026-12-02T00:00:00Z', speed: 'max', keepAwake: true });
    const told = await lines(answer);
    expect(told[0]).toMatchObject({
      kind: 'change',
      at: '2026-12-01T09:00:00.000Z',
      part: 'database',
      text: 'starting',
    });
    expect(told.at(-1)).toMatchObject({
      kind: 'report',
      until: '2026-12-02T00:00:00.000Z',
      changes: expect.any(Array),
    });
    expect(world.hooked).toEqual(['before, keepAwake true', 'after']);
    expect(await world.clockOf()).toMatchObject({ speed: 1, running: false });
    expect(world.moves).toHaveLength(1);
  });

  it('goes at a speed that is asked for', async () => {
    const begin = performance.now();
    const told = await lines(await world.post('clock/run', { until: '2026-12-01T00:10:30Z', speed: 1200 }));
    expect(performance.now() - begin).toBeGreaterThan(400);
    const report = told.at(-1) as { until: string; invocations: { fired: number; skipped: number } };
    expect(report.invocations.skipped).toBe(0);
    // A busy machine may fire once for two minutes, never more often.
    expect(report.invocations.fired).toBeGreaterThan(4);
    expect(report.invocations.fired).toBeLessThanOrEqual(10);
    expect(Date.parse(report.until)).toBeGreaterThanOrEqual(Date.parse('2026-12-01T00:10:30Z'));
  });

  it('is ended by closing the request, and the world goes on', async () => {
    const closing = new AbortController();
    const asked = world.post(
      'clock/run',
      { until: '2030-01-01T00:00:00Z', speed: 'max', everyFiring: true },
      closing.signal,
    );
    await asked.then(() => pause(50));
    expect(await world.clockOf()).toMatchObject({ running: true });
    expect((await world.post('clock', { advance: 1 })).status).toBe(409);
    expect((await world.post('clock/run', { until: '2030-01-01T00:00:00Z', speed: 'max' })).status).toBe(409);
    closing.abort();
    await expect.poll(() => world.runs.isRunning).toBe(false);
    expect(world.hooked).toEqual(['before, keepAwake false', 'after']);
    expect(await world.clockOf()).toMatchObject({ speed: 1, running: false });
  });

  it.each([
    [{ until: '2026-11-30T00:00:00Z', speed: 'max' }, 'the clock shows 2026-12-01T00:00:30.000Z already'],
    [{ until: '2026-12-02T00:00:00Z', speed: 'fast' }, '"speed":"max"'],
    [{ until: '2026-12-02T00:00:00Z' }, '"speed":"max"'],
  ])('is refused for %j', async (order, error) => {
    const answer = await world.post('clock/run', order);
    expect([answer.status, await answer.json()]).toEqual([400, { error: expect.stringContaining(error) }]);
    expect((await fetch(`${world.url}/clock/run`)).status).toBe(405);
  });
});

describe('assumptions', () => {
  const assumed = async () => (await (await fetch(`${world.url}/assumptions`)).json()) as unknown;

  it('are shown, and changed one by one', async () => {
    const usual = { listedMs: 60_000, healthLateMs: 30_000, nothingListedStatus: 503, retries: false };
    expect(await assumed()).toMatchObject(usual);
    await world.post('assumptions', { listedMs: 10_000 });
    expect(await assumed()).toMatchObject({ ...usual, listedMs: 10_000 });
  });

  it.each([[{ listedMs: -1 }], [{ nothingListedStatus: 200 }], [{ unknown: 1 }]])('are none of %j', async (order) => {
    expect((await world.post('assumptions', order)).status).toBe(400);
  });
});

describe('faults', () => {
  const faults = async () => (await (await fetch(`${world.url}/faults`)).json()) as unknown;

  it('are made, listed and cleared', async () => {
    await world.post('faults', { fault: 'capacity', of: 'web' });
    const answer = await world.post('faults', { fault: 'capacity', of: 'database', times: 2 });
    const standing = [
      { fault: 'capacity', of: 'web', times: null },
      { fault: 'capacity', of: 'database', times: 2 },
    ];
    expect([await answer.json(), await faults()]).toEqual([{ faults: standing }, { faults: standing }]);
    expect(await (await world.post('faults', { fault: 'none' })).json()).toEqual({ faults: [] });
  });

  it('start a database that is stopped, and say when none is', async () => {
    expect((await world.post('faults', { fault: 'database-restart' })).status).toBe(200);
    const again = await world.post('faults', { fault: 'database-restart' });
    expect([again.status, await again.json()]).toEqual([409, { error: 'no database is stopped' }]);
  });

  it.each([[{ fault: 'flood' }], [{ fault: 'capacity' }], [{ fault: 'capacity', of: 'web', times: 0 }]])(
    'refuse %j',
    async (order) => {
      expect((await world.post('faults', order)).status).toBe(400);
    },
  );
});
