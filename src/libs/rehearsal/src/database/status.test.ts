import { describe, expect, test } from 'vitest';
import { decide, type Operation, resumed, type Status } from './status.ts';

const ALL: Status[] = [
  'creating',
  'available',
  'stopping',
  'stopped',
  'starting',
  'rebooting',
  'modifying',
  'backing-up',
  'deleting',
  'failed',
];

describe('an operation', () => {
  test.each<[Operation, Status[]]>([
    ['StopDBInstance', ['available']],
    ['StartDBInstance', ['stopped']],
    ['RebootDBInstance', ['available']],
    ['ModifyDBInstance', ['available']],
    ['CreateDBSnapshot', ['available']],
    ['DeleteDBInstance', ALL.filter((status) => status !== 'deleting')],
    ['StopDBCluster', ['available']],
    ['StartDBCluster', ['stopped']],
    ['ModifyDBCluster', ['available']],
    ['CreateDBClusterSnapshot', ['available']],
    ['DeleteDBCluster', ALL.filter((status) => status !== 'deleting')],
  ])('%s is accepted only in %j', (operation, accepted) => {
    expect(ALL.filter((status) => 'during' in decide(operation, 'db', status))).toEqual(accepted);
  });

  test.each<[Operation, Status, string]>([
    ['StopDBInstance', 'stopped', 'Instance db is not in available state.'],
    ['StartDBInstance', 'available', 'Instance db is not stopped, it cannot be started.'],
    ['ModifyDBInstance', 'stopped', 'Database instance is not in available state.'],
    ['DeleteDBInstance', 'deleting', 'Instance db is already being deleted.'],
    ['StopDBCluster', 'stopped', 'DbCluster db is in stopped state but expected it to be one of available.'],
    [
      'StartDBCluster',
      'available',
      'DbCluster db is in available state but expected it to be one of stopped,inaccessible-encryption-credentials-recoverable.',
    ],
  ])('%s of one that is %s is refused in the words of RDS', (operation, status, refusal) => {
    expect(decide(operation, 'db', status)).toEqual({ refusal });
  });

  test('shows the status on the way', () => {
    expect(decide('StopDBInstance', 'db', 'available')).toEqual({ during: 'stopping' });
    expect(decide('StartDBInstance', 'db', 'stopped')).toEqual({ during: 'starting' });
    expect(decide('ModifyDBInstance', 'db', 'available')).toEqual({ during: 'modifying' });
  });
});

test('an instance that was on its way down stays down after a restart, any other comes up', () => {
  expect(ALL.filter((status) => resumed(status) === 'stopped')).toEqual(['stopping', 'stopped']);
  expect(resumed('deleting')).toBe('deleting');
  expect(resumed('creating')).toBe('available');
});
