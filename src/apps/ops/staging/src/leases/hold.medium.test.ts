import { hostname } from 'node:os';
import { expect, it } from 'vitest';
import type { Target } from '../target/target.ts';
import { type FakeAnswer, type FakeAws, fakeAws } from '../testing.ts';
import { takeHold } from './hold.ts';

const good: Record<string, FakeAnswer> = {
  PutParameter: { json: {} },
  GetParameter: { json: { Parameter: {} } },
  DeleteParameter: { json: {} },
  GetParametersByPath: { json: { Parameters: [] } },
};
const target = ({ clientOptions }: FakeAws): Target => ({ kind: 'aws', environment: {}, tfvars: '', clientOptions });
const written = ({ requests }: FakeAws) =>
  requests
    .filter(({ operation }) => operation === 'PutParameter')
    .map(({ input }) => ({ name: input.Name, ...JSON.parse(String(input.Value)) }));

/** Pauses that end when the test says so. */
function pauses() {
  const asked: number[] = [];
  let end = () => {};
  const pause = (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      asked.push(ms);
      end = resolve;
      signal.addEventListener('abort', () => resolve());
    });
  return { asked, pause, pass: () => end() };
}

it('is a lease of ten minutes that says what is under way, and goes when it is over', async () => {
  await using aws = await fakeAws(good);
  const hold = await takeHold(target(aws), { why: 'migrates', only: 'database', warn: () => undefined });
  const [lease] = written(aws);
  expect(lease).toMatchObject({ condition: 'awake', kind: 'hold', why: 'migrates', only: 'database' });
  expect(Date.parse(lease.until) - Date.parse(lease.from)).toBe(10 * 60_000);
  expect(lease.name).toBe(`/bookmark-manager/staging/leases/${hold.id}`);
  await hold[Symbol.asyncDispose]();
  expect(aws.calls).toEqual(['GetParametersByPath', 'PutParameter', 'DeleteParameter']);
});

it('of a command that was killed is told to the next one, with how to release it', async () => {
  const until = new Date(Date.now() + 60_000).toISOString();
  const heldBy = { machine: hostname(), pid: 2 ** 30 };
  const left = { condition: 'awake', from: new Date().toISOString(), until, by: 'ann', why: 'deploys web', heldBy };
  const Name = '/bookmark-manager/staging/leases/left';
  const leases = { json: { Parameters: [{ Name, Value: JSON.stringify(left) }] } };
  await using aws = await fakeAws({ ...good, GetParametersByPath: leases });
  const said: string[] = [];
  await using _ = await takeHold(target(aws), { why: 'deploys', warn: (text) => said.push(text) });
  expect(said).toEqual([expect.stringMatching(/^ann held it awake \(deploys web\).*staging lease release left$/)]);
  expect(written(aws)[0].heldBy).toEqual({ machine: hostname(), pid: process.pid });
});

it('is about the whole environment unless it says otherwise', async () => {
  await using aws = await fakeAws(good);
  await using _ = await takeHold(target(aws), { why: 'deploys', warn: () => undefined });
  expect(written(aws)[0]).not.toHaveProperty('only');
});

it('is renewed every three minutes, as old as it was', async () => {
  await using aws = await fakeAws(good);
  const { asked, pause, pass } = pauses();
  await using _ = await takeHold(target(aws), { why: 'deploys', warn: () => undefined, pause });
  pass();
  await expect.poll(() => asked).toEqual([180_000, 180_000]);
  const [first, second] = written(aws);
  expect(second).toMatchObject({ name: first.name, madeAt: first.madeAt });
  expect(Date.parse(second.until)).toBeGreaterThanOrEqual(Date.parse(first.until));
});

it('that somebody has released is not taken again, and says so', async () => {
  await using aws = await fakeAws({ ...good, GetParameter: { error: 'ParameterNotFound' } });
  const said: string[] = [];
  const { pause, pass } = pauses();
  await using _ = await takeHold(target(aws), { why: 'deploys', warn: (text) => said.push(text), pause });
  pass();
  await expect.poll(() => said).toEqual([expect.stringContaining('released')]);
  expect(written(aws)).toHaveLength(1);
});

it('that cannot be renewed says so and goes on trying', async () => {
  let fails = true;
  await using aws = await fakeAws({
    ...good,
    GetParameter: () => (fails ? { error: 'ThrottlingException' } : { json: { Parameter: {} } }),
  });
  const said: string[] = [];
  const { asked, pause, pass } = pauses();
  await using _ = await takeHold(target(aws), { why: 'deploys', warn: (text) => said.push(text), pause });
  pass();
  await expect.poll(() => asked.length).toBe(2);
  expect(said).toEqual([expect.stringContaining('could not be renewed')]);
  fails = false;
  pass();
  await expect.poll(() => written(aws).length).toBe(2);
});
