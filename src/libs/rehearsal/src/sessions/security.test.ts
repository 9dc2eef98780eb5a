import { describe, expect, it } from 'vitest';
import { admits, type Group, type Rule } from './security.ts';

const rule = (change: Partial<Rule> = {}): Rule => ({
  protocol: 'tcp',
  fromPort: 5432,
  toPort: 5432,
  groups: [],
  anyAddress: false,
  ...change,
});
const group = (id: string, lets: Partial<Group['lets']>): Group => ({ id, lets: { in: [], out: [], ...lets } });

const api = group('api', { out: [rule({ groups: ['database'] })] });
const database = group('database', { in: [rule({ groups: ['api'] })] });

describe('security groups', () => {
  it.each<[string, Group[], Group[], boolean]>([
    ['that name each other', [api], [database], true],
    ['of which one lets nothing out', [group('api', {})], [database], false],
    ['of which one lets nobody in', [api], [group('database', {})], false],
    ['that name another', [group('web', { out: [rule({ groups: ['database'] })] })], [database], false],
    ['with any address', [group('api', { out: [rule({ protocol: '-1', anyAddress: true })] })], [database], true],
    [
      'of another port',
      [api],
      [group('database', { in: [rule({ groups: ['api'], fromPort: 1, toPort: 80 })] })],
      false,
    ],
    ['that nobody knows', [], [database], false],
  ])('%s', (_, from, to, expected) => {
    expect(admits(from, to, 5432)).toBe(expected);
  });
});
