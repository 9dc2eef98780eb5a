import { expect, it } from 'vitest';
import { createChronicle } from './chronicle.ts';

const office = { code: 'office-hours', text: 'office hours' };
const answer = (because: typeof office, ...actions: string[]) => ({ because, actions, quietUntil: undefined });

function begin() {
  let now = new Date('2026-12-01T00:00:00Z');
  const chronicle = createChronicle(() => now);
  return {
    ...chronicle,
    later: (minutes: number) => {
      now = new Date(now.getTime() + minutes * 60_000);
    },
    told: () => chronicle.report().map(({ subject, text, cause }) => `${subject} ${text}: ${cause.code}`),
  };
}

it('gives what changes while a target runs the reason in its answer, once', () => {
  const { firing, changed, told } = begin();
  const answered = firing();
  changed('web', 'desired count 0 to 1');
  answered(answer(office, 'web: desired count 0 to 1', 'web: visitors go to the application'));
  expect(told()).toEqual([
    'web desired count 0 to 1: office-hours',
    'web visitors go to the application: office-hours',
  ]);
});

it('gives what a database comes to the reason of what began it', () => {
  const { firing, database, later, told } = begin();
  const answered = firing();
  database('database', 'starting');
  answered(answer(office, 'start the database'));
  later(10);
  database('database', 'available');
  expect(told()).toEqual([
    'database starting: office-hours',
    'environment start the database: office-hours',
    'database available: office-hours',
  ]);
});

it('knows what AWS does by itself, and what somebody does by hand', () => {
  const { firing, database, changed, later, report } = begin();
  const sentence = 'DB instance is being started due to it exceeding the maximum allowed time being stopped.';
  database('database', sentence);
  later(10);
  database('database', 'available');
  changed('api', 'desired count 1 to 3');
  database('database', 'stopping');
  firing()({ ...answer(office), actions: [] });
  expect(report().map(({ text, cause }) => [text, cause.code])).toEqual([
    [sentence, 'aws'],
    ['available', 'aws'],
    ['desired count 1 to 3', 'hand'],
    ['stopping', 'hand'],
  ]);
});

it('does not blame a target that did nothing for what changed meanwhile', () => {
  const { firing, changed, told } = begin();
  const answered = firing();
  changed('api', 'desired count 1 to 3');
  answered(answer(office));
  expect(told()).toEqual(['api desired count 1 to 3: hand']);
});
