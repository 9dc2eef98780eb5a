import { expect, it } from 'vitest';
import { lockedError, lockOf } from './locked.ts';

const failure = (path: string) => ({
  unit: 'compute',
  summary: 'Error acquiring the state lock',
  detail: `Error message: taken\nLock Info:\n  ID:        1f3a\n  Path:      ${path}\n  Operation: OperationTypeApply\n  Who:       mika@laptop\n  Version:   1.11.4\n  Created:   2026-12-01 03:00:00 +0000 UTC\n  Info:      \n`,
});
const told = (path: string) => {
  const lock = lockOf({ failures: [{ unit: 'ecr', summary: 'Error: no', detail: '' }, failure(path)] });
  return lock && lockedError(lock, '/units');
};

it('a lock that was not had is told with its holder and how it is freed', () => {
  const error = told('bucket/staging/compute/terraform.tfstate');
  expect(error?.message).toMatch(
    /^The state of compute is locked by mika@laptop \(an apply\), for .*, since 2026-12-01 03:00:00 UTC\.$/,
  );
  expect(error?.hint).toContain('cd /units/compute && terragrunt run -- force-unlock -force 1f3a');
});

it('one of local files ends with its process, and nothing has to be freed', () => {
  expect(told('/repo/.rehearsal/state/compute/terraform.tfstate')?.hint).toContain('its lock ends with its process');
});

it('another failure is none of a lock', () => {
  expect(lockOf({ failures: [{ unit: 'ecr', summary: 'Error: no', detail: '' }] })).toBeUndefined();
});
