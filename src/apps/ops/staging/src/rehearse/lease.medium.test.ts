import { SSMClient } from '@aws-sdk/client-ssm';
import { expect, it } from 'vitest';
import { type FakeAnswer, type FakeAws, fakeAws } from '../testing.ts';
import { endEarlierLeases, keepAwake } from './lease.ts';
import { manualClock } from './testing.ts';

const MINUTE_MS = 60_000;
const prefix = '/bookmark-manager/staging/leases/';
const good: Record<string, FakeAnswer> = { PutParameter: { json: {} }, DeleteParameter: { json: {} } };

/** What was written until now: each lease's name and end. */
const written = ({ requests }: FakeAws) =>
  requests
    .filter(({ operation }) => operation === 'PutParameter')
    .map(({ input }) => ({ name: input.Name, until: JSON.parse(String(input.Value)).until }));

function keep(aws: FakeAws, failed: (error: unknown) => void = () => undefined) {
  const clock = manualClock('2026-12-01T00:00:00Z');
  return { clock, keeping: keepAwake({ ssm: new SSMClient(aws.clientOptions), clock, failed }) };
}

it('keeps the environment awake for a quarter of an hour from now on', async () => {
  await using aws = await fakeAws(good);
  await using _ = await keep(aws).keeping;
  expect(aws.requests).toMatchObject([
    { operation: 'PutParameter', input: { Name: expect.stringContaining(`${prefix}20261201T000000Z-rehearse-`) } },
  ]);
  expect(JSON.parse(String(aws.requests[0]?.input.Value))).toMatchObject({
    condition: 'awake',
    kind: 'rehearse',
    why: 'a rehearsal runs',
    until: '2026-12-01T00:15:00.000Z',
  });
});

it('is renewed every five minutes under the same name', async () => {
  await using aws = await fakeAws(good);
  const { clock, keeping } = keep(aws);
  await using _ = await keeping;
  for (const count of [2, 3]) {
    clock.advance(5 * MINUTE_MS);
    await expect.poll(() => written(aws).length).toBe(count);
  }
  expect(written(aws).map(({ until }) => until)).toEqual([
    '2026-12-01T00:15:00.000Z',
    '2026-12-01T00:20:00.000Z',
    '2026-12-01T00:25:00.000Z',
  ]);
  expect(new Set(written(aws).map(({ name }) => name)).size).toBe(1);
});

it('is written again at once when it may have been lost, and not after the end', async () => {
  await using aws = await fakeAws(good);
  const lease = await keep(aws).keeping;
  await lease.renew();
  expect(new Set(written(aws).map(({ name }) => name)).size).toBe(1);
  expect(written(aws)).toHaveLength(2);
  await lease[Symbol.asyncDispose]();
  await lease.renew();
  expect(written(aws)).toHaveLength(2);
});

it('is set aside while the clock is run, and taken up again afterwards as old as it was', async () => {
  await using aws = await fakeAws(good);
  const { clock, keeping } = keep(aws);
  await using lease = await keeping;
  await lease.setAside();
  expect(aws.requests.at(-1)).toEqual({ operation: 'DeleteParameter', input: { Name: written(aws)[0]?.name } });
  clock.advance(7 * 24 * 60 * MINUTE_MS);
  await lease.renew();
  expect(written(aws)).toHaveLength(1);
  await lease.takeUp();
  expect(written(aws)[1]).toEqual({ name: written(aws)[0]?.name, until: '2026-12-08T00:15:00.000Z' });
  expect(JSON.parse(String(aws.requests.at(-1)?.input.Value))).toMatchObject({ madeAt: '2026-12-01T00:00:00.000Z' });
});

it('is stretched over a run that is to stay awake, fourteen days at most, and not renewed meanwhile', async () => {
  await using aws = await fakeAws(good);
  const { clock, keeping } = keep(aws);
  await using lease = await keeping;
  await lease.stretch(new Date('2026-12-05T00:00:00Z'));
  await lease.stretch(new Date('2027-12-05T00:00:00Z'));
  clock.advance(5 * MINUTE_MS);
  await lease.renew();
  expect(written(aws).map(({ until }) => until)).toEqual([
    '2026-12-01T00:15:00.000Z',
    '2026-12-05T00:15:00.000Z',
    '2026-12-15T00:00:00.000Z',
  ]);
});

it('covers the present of a clock that was set back', async () => {
  await using aws = await fakeAws(good);
  const { clock, keeping } = keep(aws);
  await using lease = await keeping;
  clock.advance(-365 * 24 * 60 * MINUTE_MS);
  await lease.renew();
  expect(JSON.parse(String(aws.requests.at(-1)?.input.Value))).toMatchObject({
    from: '2025-12-01T00:00:00.000Z',
    until: '2025-12-01T00:15:00.000Z',
    madeAt: '2025-12-01T00:00:00.000Z',
  });
});

it('goes when the rehearsal ends', async () => {
  await using aws = await fakeAws(good);
  await (await keep(aws).keeping)[Symbol.asyncDispose]();
  expect(aws.requests.at(-1)).toEqual({ operation: 'DeleteParameter', input: { Name: written(aws)[0]?.name } });
});

it('tells of a renewal that failed, and goes on', async () => {
  const answers: Record<string, FakeAnswer> = { ...good };
  await using aws = await fakeAws(answers);
  const failures: unknown[] = [];
  const { clock, keeping } = keep(aws, (error) => failures.push(error));
  await using _ = await keeping;
  answers.PutParameter = { error: 'ThrottlingException' };
  clock.advance(5 * MINUTE_MS);
  await expect.poll(() => failures).toMatchObject([{ name: 'ThrottlingException' }]);
  answers.PutParameter = { json: {} };
  clock.advance(5 * MINUTE_MS);
  await expect.poll(() => written(aws).at(-1)?.until).toBe('2026-12-01T00:25:00.000Z');
});

it('of an earlier rehearsal goes; those of people, and what nobody can read, stay', async () => {
  const lease = (id: string, kind: string) => ({
    Name: `${prefix}${id}`,
    Value: JSON.stringify({
      ...{ condition: 'awake', from: '2026-12-01T00:00:00Z', until: '2026-12-01T01:00:00Z', by: 'a', why: 'b', kind },
    }),
  });
  const pages = [
    { Parameters: [lease('1', 'rehearse'), lease('2', 'start')], NextToken: 'next' },
    { Parameters: [lease('3', 'rehearse'), lease('4', 'stop'), { Name: `${prefix}5`, Value: 'damaged' }] },
  ];
  await using aws = await fakeAws({ ...good, GetParametersByPath: () => ({ json: pages.shift() }) });
  await endEarlierLeases(new SSMClient(aws.clientOptions));
  const removed = aws.requests.filter(({ operation }) => operation === 'DeleteParameter');
  expect(removed.map(({ input }) => input.Name).sort()).toEqual([`${prefix}1`, `${prefix}3`]);
});
