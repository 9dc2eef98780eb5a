import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from './testing.ts';
import { BIN, builtCommand, type Ended, staging } from './testing-command.ts';

beforeAll(builtCommand);

describe('the built command', () => {
  it('lists its commands', async () => {
    expect((await staging(['--help'])).stdout).toMatch(/rehearse[\s\S]*status[\s\S]*clean/);
  });

  it('writes help to one stream and what is wrong to the other, and ends with a code of its own', async () => {
    expect(await staging(['status', '--help'])).toMatchObject({ code: 0, stderr: '' });
    expect(await staging(['statsu'])).toMatchObject({ code: 2, stdout: '' });
  });

  it('says how to build it when it is not built', async () => {
    const copy = temporaryFolder();
    mkdirSync(join(copy, 'bin'));
    writeFileSync(join(copy, 'bin/staging.mjs'), readFileSync(BIN));
    const ended = await promisify(execFile)(process.execPath, [join(copy, 'bin/staging.mjs')]).catch(
      (error: Ended) => error,
    );
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('npm start') });
  });
});
