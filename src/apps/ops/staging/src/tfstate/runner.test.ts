import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing.ts';
import { refuseLostState } from './runner.ts';

function onRunner(envHcl: string, environment: Record<string, string> = { CI: 'true' }) {
  const unitsDirectory = temporaryFolder();
  writeFileSync(join(unitsDirectory, 'env.hcl'), envHcl);
  return { unitsDirectory, environment, rehearsalDirectory: unitsDirectory };
}

describe('on a runner of CI, on the real account', () => {
  it('a state in S3 is used', async () => {
    await expect(refuseLostState(onRunner('  backend = "s3"\n'), { kind: 'aws' })).resolves.toBeUndefined();
  });

  it.each([
    ['a state beside the units', '  backend = "local"\n', 'beside the units'],
    ['a state that nobody can find', '  # backend = "s3"\n', 'does not say where the state is kept'],
  ])('%s is refused, with the way out', async (_, envHcl, words) => {
    await expect(refuseLostState(onRunner(envHcl), { kind: 'aws' })).rejects.toMatchObject({
      name: 'StagingError',
      message: expect.stringContaining(words),
      hint: expect.any(String),
    });
  });
});

it.each([
  ['a person, on the real account', {}, 'aws'],
  ['a runner, in a rehearsal', { CI: 'true' }, 'rehearsal'],
] as const)('%s may keep it beside the units', async (_, environment, kind) => {
  await expect(refuseLostState(onRunner('backend = "local"', environment), { kind })).resolves.toBeUndefined();
});
