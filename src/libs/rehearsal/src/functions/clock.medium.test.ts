import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder, until } from '../processes/testing.ts';
import { functionsWorld } from './testing.ts';

let folder: ReturnType<typeof temporaryFolder>;
let world: Awaited<ReturnType<typeof functionsWorld>>;
beforeAll(async () => {
  folder = temporaryFolder('functions');
  world = await functionsWorld(folder.path);
  world.clock.setSpeed(0);
});
afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const TELLS = `
const loadedAt = new Date();
exports.handler = async ({ waitMs = 0 }, context) => {
  const left = context.getRemainingTimeInMillis();
  await new Promise((resolve) => setTimeout(resolve, waitMs));
  console.log('here I am');
  const now = new Date();
  return {
    pid: process.pid, loadedAt, now, number: Date.now(), text: Date(), left, leftLater: context.getRemainingTimeInMillis(),
    isDate: now instanceof Date && now.constructor === Date, given: new Date(0).toISOString(), utc: Date.UTC(2000, 0),
    sub: new (class Moment extends Date { year() { return this.getUTCFullYear(); } })().year(),
  };
}`;

const near = (shown: string | number, wanted: string) =>
  expect(Math.abs(new Date(shown).getTime() - Date.parse(wanted))).toBeLessThan(5000);

test('a function lives in the world’s time, and each invocation in that of its own moment', async () => {
  world.clock.set(new Date('2025-04-29T00:00:00Z'));
  await world.deploy('tells', TELLS);
  const first = (await world.invoke('tells')).value;
  for (const shown of [first.loadedAt, first.now, first.number, first.text]) near(shown, '2025-04-29T00:00:00Z');
  expect(first).toMatchObject({ isDate: true, given: '1970-01-01T00:00:00.000Z', utc: 946_684_800_000, sub: 2025 });
  world.clock.set(new Date('2027-01-04T00:00:00Z'));
  const second = (await world.invoke('tells')).value;
  near(second.now, '2027-01-04T00:00:00Z');
  expect(second).toMatchObject({ pid: first.pid, loadedAt: first.loadedAt, sub: 2027 });
});

test('its remaining time is real', async () => {
  const { value } = await world.invoke('tells', { waitMs: 300 });
  expect(value.left).toBeGreaterThan(9000);
  expect(value.left).toBeLessThanOrEqual(10_000);
  expect(value.left - value.leftLater).toBeGreaterThanOrEqual(290);
});

test('its log lines carry the world’s time, and are found by it', async () => {
  world.clock.set(new Date('2030-06-01T12:00:00Z'));
  const { log } = await world.invoke('tells');
  expect(log).toMatch(/2030-06-01T12:00:0\d\.\d{3}Z\t\S+\tINFO\there I am/);
  const startTime = Date.parse('2030-06-01T11:59:00Z');
  const find = () =>
    world.clients.logs.send(
      new FilterLogEventsCommand({ logGroupName: '/aws/lambda/tells', startTime, filterPattern: 'here' }),
    );
  const events = await until('the line in the log', async () => {
    const found = (await find()).events ?? [];
    return found.length > 0 && found;
  });
  expect(events).toHaveLength(1);
  near(events[0]?.timestamp ?? 0, '2030-06-01T12:00:00Z');
});
