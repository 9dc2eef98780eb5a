import { expect, it } from 'vitest';
import { linkReaches } from './link.ts';
import type { GroupRule } from './model.ts';

const rule = (port: number, groupIds: string[], more: Partial<GroupRule> = {}): GroupRule => ({
  protocol: 'tcp',
  fromPort: port,
  toPort: port,
  cidrs: [],
  groupIds,
  ...more,
});
const link = (...rules: GroupRule[]) => ({ groupIds: ['sg-link'], rules });
const tasks = (...rules: GroupRule[]) => ({ groupIds: ['sg-tasks'], rules });
const OUT = rule(3000, ['sg-tasks']);
const IN = rule(3000, ['sg-link']);

it.each([
  ['both ways', link(OUT), tasks(IN), 'yes'],
  ['everything out', link(rule(0, [], { protocol: '-1', cidrs: ['0.0.0.0/0'] })), tasks(IN), 'yes'],
  ['nothing out', link(), tasks(IN), 'no way out'],
  ['out to another port', link(rule(3001, ['sg-tasks'])), tasks(IN), 'no way out'],
  ['out to another group', link(rule(3000, ['sg-other'])), tasks(IN), 'no way out'],
  ['out by UDP', link(rule(3000, ['sg-tasks'], { protocol: 'udp' })), tasks(IN), 'no way out'],
  ['nothing in', link(OUT), tasks(), 'no way in'],
  ['in from another group', link(OUT), tasks(rule(3000, ['sg-alb'])), 'no way in'],
  ['in from some addresses', link(OUT), tasks(rule(3000, [], { cidrs: ['10.0.0.0/16'] })), 'no way in'],
])('with %s the answer is right', (_, from, to, answer) => {
  expect(linkReaches(from, to, 3000)).toBe(answer);
});
