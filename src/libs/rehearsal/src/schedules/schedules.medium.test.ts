import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  GetScheduleCommand,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Invoke } from '../context.ts';
import { worldWith } from '../database/testing.ts';
import { temporaryFolder, until } from '../processes/testing.ts';
import { createSchedules } from './index.ts';

/** Six seconds here: on a busy machine a schedule for one second from now was over before it was made. */
const HOUR_MS = 3_600_000;
const ARN = 'arn:aws:lambda:ap-northeast-1:123456789012:function:f';
const calls: { arn: string; payload: unknown; at: Date }[] = [];
let answer: (payload: unknown) => ReturnType<Invoke> = async () => ({ payload: null });

/** A world minute is 100 ms. */
const make = (directory: string) =>
  worldWith(
    directory,
    (context) =>
      createSchedules(context, {
        invoke: (arn, payload) => {
          calls.push({ arn, payload, at: context.clock.now() });
          return answer(payload);
        },
      }),
    600,
  );
let folder: ReturnType<typeof temporaryFolder>;
let world: Awaited<ReturnType<typeof make>>;
beforeAll(async () => {
  folder = temporaryFolder('schedules');
  world = await make(folder.path);
});
afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});
beforeEach(() => {
  answer = async () => ({ payload: null });
});

const input = (
  Name: string,
  ScheduleExpression: string,
  more: Partial<CreateScheduleCommandInput> = {},
): CreateScheduleCommandInput => ({
  Name,
  ScheduleExpression,
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: {
    Arn: ARN,
    RoleArn: 'arn:aws:iam::123456789012:role/r',
    Input: JSON.stringify({ name: Name, at: '<aws.scheduler.scheduled-time>' }),
    RetryPolicy: { MaximumRetryAttempts: 0 },
  },
  ...more,
});
const create = (...of: Parameters<typeof input>) =>
  world.clients.scheduler.send(new CreateScheduleCommand(input(...of)));
const remove = (Name: string) => world.clients.scheduler.send(new DeleteScheduleCommand({ Name }));
const callsOf = (name: string) => calls.filter(({ payload }) => (payload as { name: string }).name === name);

test('a rate fires again and again, one period apart by the clock, with its input', async () => {
  await create('tick', 'rate(1 minute)');
  await until('three calls', () => callsOf('tick').length >= 3);
  await remove('tick');
  const [first, second] = callsOf('tick').map(({ payload }) => Date.parse((payload as { at: string }).at));
  expect(callsOf('tick')[0]?.arn).toBe(ARN);
  expect((second ?? 0) - (first ?? 0)).toBe(60_000);
});

test('a schedule that is deleted or disabled fires no more, and again once it is enabled', async () => {
  await create('switch', 'rate(1 minute)');
  await until('a call', () => callsOf('switch').length > 0);
  await world.clients.scheduler.send(
    new UpdateScheduleCommand(input('switch', 'rate(1 minute)', { State: 'DISABLED' })),
  );
  const isOff = () => JSON.stringify(world.part.picture()).includes('"enabled":false');
  await until('the change to be seen', isOff);
  const count = callsOf('switch').length;
  await create('meanwhile', 'rate(1 minute)');
  await until('three calls of another', () => callsOf('meanwhile').length >= 3);
  expect(callsOf('switch').length).toBe(count);
  await world.clients.scheduler.send(new UpdateScheduleCommand(input('switch', 'rate(1 minute)')));
  await until('another call', () => callsOf('switch').length > count);
  await Promise.all(['switch', 'meanwhile'].map(remove));
});

test('a time of the day in a zone fires then, and a single time once, after which it is deleted if it says so', async () => {
  const soon = new Date(world.context.clock.now().getTime() + HOUR_MS);
  const tokyo = new Date(soon.getTime() + 9 * 3_600_000);
  const text = tokyo.toISOString();
  await create('daily', `cron(${tokyo.getUTCMinutes()} ${tokyo.getUTCHours()} * * ? *)`, {
    ScheduleExpressionTimezone: 'Asia/Tokyo',
  });
  await create('once', `at(${text.slice(0, 19)})`, {
    ScheduleExpressionTimezone: 'Asia/Tokyo',
    ActionAfterCompletion: 'DELETE',
  });
  await until('both', () => callsOf('daily').length > 0 && callsOf('once').length > 0);
  expect(callsOf('daily')[0]?.payload).toEqual({ name: 'daily', at: `${soon.toISOString().slice(0, 16)}:00Z` });
  const late = (callsOf('once')[0]?.at.getTime() ?? 0) - soon.getTime();
  expect(late).toBeGreaterThanOrEqual(-1000);
  const gone = () =>
    world.clients.scheduler.send(new GetScheduleCommand({ Name: 'once' })).then(
      () => false,
      (error: Error) => error.name === 'ResourceNotFoundException',
    );
  await until('the single one to be deleted', gone);
  expect(callsOf('once').length).toBe(1);
  await remove('daily');
});

test('a target that fails is tried again as often as the policy allows, and then told', async () => {
  answer = async () => ({ payload: null, error: 'Boom: no' });
  const { Target } = input('fails', '');
  const at = new Date(world.context.clock.now().getTime() + HOUR_MS).toISOString().slice(0, 19);
  await create('fails', `at(${at})`, {
    Target: { Arn: ARN, RoleArn: Target?.RoleArn, Input: '{"name":"fails"}', RetryPolicy: { MaximumRetryAttempts: 1 } },
  });
  await until('it to be told', () =>
    world.context.events.recent().some(({ subject, text }) => subject === 'fails' && text.includes('Boom: no')),
  );
  expect(callsOf('fails').length).toBe(2);
  await remove('fails');
});

test.each([
  ['cron(99 9 * * ? *)', 'UTC', "Invalid Schedule Expression cron(99 9 * * ? *). ('99' is no minutes (0 to 59))"],
  ['cron(0 9 * * MON *)', 'UTC', 'Invalid Schedule Expression'],
  ['rate(1 minute)', 'Asia/Edo', 'Invalid Schedule Expression Timezone Asia/Edo.'],
])('%s in %s is refused when it is created', async (expression, ScheduleExpressionTimezone, message) => {
  await expect(create('bad', expression, { ScheduleExpressionTimezone })).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining(message),
  });
});

test('a slow target is not called again before it is done', async () => {
  let running = 0;
  let most = 0;
  answer = async (payload) => {
    if ((payload as { name: string }).name !== 'slow') return { payload: null };
    most = Math.max(most, ++running);
    await world.context.clock.sleep(3 * 60_000);
    running -= 1;
    return { payload: null };
  };
  await create('slow', 'rate(1 minute)');
  await until('three calls', () => callsOf('slow').length >= 3);
  await remove('slow');
  expect(most).toBe(1);
});
