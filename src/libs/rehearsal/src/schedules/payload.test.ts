import { expect, test } from 'vitest';
import { payloadOf } from './payload.ts';

const firing = {
  scheduleArn: 'arn:aws:scheduler:ap-northeast-1:123456789012:schedule/g/tick',
  scheduledAt: new Date('2026-11-24T00:00:00.123Z'),
  executionId: 'e1',
  attempt: 2,
};

test('the input reaches the target with its keywords replaced', () => {
  const Input =
    '{"action":"reconcile","at":"<aws.scheduler.scheduled-time>","try":<aws.scheduler.attempt-number>,"x":"<aws.scheduler.unknown>"}';
  expect(payloadOf({ Arn: 'a', RoleArn: 'r', Input }, firing)).toEqual({
    action: 'reconcile',
    at: '2026-11-24T00:00:00Z',
    try: 2,
    x: '<aws.scheduler.unknown>',
  });
});

test("without an input the target gets Scheduler's own event", () => {
  expect(payloadOf({ Arn: 'a', RoleArn: 'r' }, firing)).toMatchObject({
    source: 'aws.scheduler',
    account: '123456789012',
    region: 'ap-northeast-1',
    time: '2026-11-24T00:00:00Z',
    resources: [firing.scheduleArn],
  });
});
