import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fakeIo } from '../testing.ts';
import { prepare } from './prepare.ts';
import { fakeClone, withTools } from './testing.ts';

const shapes = readFileSync(
  new URL('../../../../../../infra/terraform/envs/staging/shapes.json', import.meta.url),
  'utf8',
);

/** What a first look finds in a clone with these shapes; `rehearsal` writes into its folder before. */
async function preparing({
  text = shapes,
  environment = {},
  files = {},
}: {
  text?: string;
  environment?: Record<string, string>;
  files?: Record<string, string>;
}) {
  const config = fakeClone(environment);
  withTools(config);
  config.write('infra/terraform/envs/staging/shapes.json', text);
  for (const [path, each] of Object.entries(files)) config.write(`.rehearsal/${path}`, each);
  const lock = join(config.rehearsalDirectory, 'lock');
  using running = new DisposableStack();
  const prepared = await prepare({ config, io: fakeIo() }, running).catch((error: unknown) => {
    running.dispose();
    expect(existsSync(lock)).toBe(false);
    throw error;
  });
  expect(existsSync(lock)).toBe(true);
  return { ...prepared, config };
}

describe('before anything is started', () => {
  it('a clone is found good: where it will be, with which tools', async () => {
    const { target, ports, python, config } = await preparing({ environment: { STAGING_SHAPE: 'by-the-book' } });
    expect(python).toBe(process.execPath);
    expect(target.run).toMatchObject({
      pid: process.pid,
      endpoint: `http://127.0.0.1:${ports.relay}`,
      door: `http://127.0.0.1:${ports.door}`,
      shape: 'by-the-book',
    });
    expect(target.environment.STAGING_STATE_DIR).toBe(join(config.rehearsalDirectory, 'state'));
    expect(existsSync(target.tfvars)).toBe(true);
  });

  it.each([
    ['a shape that is not there', { environment: { STAGING_SHAPE: 'fat' } }, /^STAGING_SHAPE is "fat"/, 2],
    ['shapes that are no JSON', { text: '{ "calendar": ' }, /^shapes\.json: expected JSON, found a mistake/, undefined],
    ['shapes of another form', { text: '{}' }, /^shapes\.json: calendar: expected an object/, undefined],
    [
      'an allow-list for everybody',
      { files: { 'terraform.tfvars': 'allowed_cidr_blocks = ["0.0.0.0/0"]' } },
      /lets \(nearly\) everyone in/,
      1,
    ],
  ])('%s is refused, and the folder is free again', async (_, given, message, exitCode) => {
    const error: unknown = await preparing(given).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ message: expect.stringMatching(message) });
    expect(error).toHaveProperty('name', exitCode === undefined ? 'InvalidSettings' : 'StagingError');
    if (exitCode !== undefined) expect(error).toMatchObject({ exitCode, hint: expect.any(String) });
  });
});
