import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing.ts';
import { makeDirectory, pythonOf } from './preconditions.ts';

it('makes the folder where there is room', async () => {
  const folder = join(temporaryFolder(), 'deep/.rehearsal');
  await makeDirectory(folder, 1);
  expect(existsSync(folder)).toBe(true);
});

it('says how much room there is and how much is needed', async () => {
  await expect(makeDirectory(temporaryFolder(), 1e12)).rejects.toMatchObject({
    message: expect.stringMatching(/^There is too little space for the rehearsal: \d+ MB are free in \/.*\.$/),
    hint: 'Make room for 1000000000000 MB, or name another place with STAGING_REHEARSAL_DIR.',
    exitCode: 1,
  });
});

it.each(['', '/below'])('says that a file is where the folder%s should be', async (below) => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  await expect(makeDirectory(`${file}${below}`)).rejects.toMatchObject({
    message: expect.stringMatching(/file is in the way\.$/),
    hint: expect.stringContaining('STAGING_REHEARSAL_DIR'),
  });
});

it('asks for set-up when there is no Python with moto', () => {
  const tools = { terragrunt: '/t', terraform: '/t', terraformCliConfig: undefined, aws: undefined };
  expect(pythonOf({ ...tools, python: '/python' })).toBe('/python');
  expect(() => pythonOf({ ...tools, python: undefined })).toThrow('There is no Python with moto yet.');
});
