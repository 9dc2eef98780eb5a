import { describe, expect, it } from 'vitest';
import { findLeftBehind, TAGS } from './left-behind.ts';

const here = { user: 'ann', machine: 'desk', isAlive: (pid: number) => pid === 1 };
const task = (by: string, machine: string, process: string, hold: string) => ({
  taskArn: 'arn:task',
  tags: [
    { key: TAGS.by, value: by },
    { key: TAGS.machine, value: machine },
    { key: TAGS.process, value: process },
    { key: TAGS.hold, value: hold },
  ],
});
const holds = new Set(['kept']);

describe("a tunnel's task", () => {
  it.each([
    ['that a command of this machine still uses', task('ann', 'desk', '1', 'kept'), false],
    ['whose command was killed here', task('ann', 'desk', '2', 'kept'), true],
    ['of somebody else who holds', task('bob', 'desk', '2', 'kept'), false],
    ['of another machine that holds', task('ann', 'laptop', '2', 'kept'), false],
    ['of another machine whose hold has ended', task('ann', 'laptop', '2', 'gone'), true],
    ['that nobody has signed', { taskArn: 'arn:task', tags: [] }, true],
  ])('%s', (_, one, isLeft) => {
    expect(findLeftBehind([one], holds, here)).toHaveLength(isLeft ? 1 : 0);
  });
});
