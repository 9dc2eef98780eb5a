import { execFile } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { fakeRehearsal, temporaryFolder } from './testing.ts';
import { builtCommand, staging, stagingOfFreshClone } from './testing-command.ts';

beforeAll(builtCommand);

describe('what `staging env` prints', () => {
  it('turns a shell to the rehearsal, the same when evaluated twice', async () => {
    const directory = fakeRehearsal('http://127.0.0.1:4599');
    const PATH = `${fakeTools()}:${process.env.PATH}`;
    const caller = { PATH, AWS_PROFILE: 'production', HOME: temporaryFolder() };
    const { stdout } = await staging(
      ['env', '--shell', 'bash'],
      { ...caller, STAGING_REHEARSAL_DIR: directory },
      stagingOfFreshClone(),
    );
    const script = [
      'eval "$1"; once="$PATH"; eval "$1"; test "$PATH" = "$once" && echo same',
      'echo "$AWS_ENDPOINT_URL|$AWS_PROFILE|$STAGING_STATE_DIR"; command -v terragrunt; aws s3 ls; unset AWS_ENDPOINT_URL; aws s3 ls',
    ].join('\n');
    const shell = await promisify(execFile)('bash', ['--norc', '-c', script, 'bash', stdout], { env: caller });
    expect(shell.stdout.trimEnd().split('\n')).toEqual([
      'same',
      `http://127.0.0.1:4599||${join(directory, 'state')}`,
      join(directory, 'bin/terragrunt'),
      // An aws CLI older than 2.13 has to be told where to go, and only as long as there is somewhere.
      'aws --endpoint-url http://127.0.0.1:4599 s3 ls',
      'aws s3 ls',
    ]);
  });
});

/** A folder with programs that only tell their version. */
function fakeTools(): string {
  const folder = temporaryFolder();
  const versions = { terragrunt: 'terragrunt version v1.1.9', terraform: 'Terraform v1.11.4', aws: 'aws-cli/2.9.19' };
  for (const [name, version] of Object.entries(versions)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n[ "$1" = --version ] && echo '${version}' || echo ${name} "$@"\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}
