import { execFile } from 'node:child_process';
import { chmod, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { REGION } from '../names.ts';
import type { Tools } from '../terragrunt/tools.ts';

/**
 * Writes what a shell needs to reach the rehearsal: `.rehearsal/bin` with terragrunt, terraform and an `aws`, and an AWS
 * configuration of its own. Returns remarks for the user, e.g. about an aws CLI that is too old.
 */
export async function writeShellFiles(directory: string, tools: Tools): Promise<{ bin: string; remarks: string[] }> {
  const bin = join(directory, 'bin');
  await mkdir(bin, { recursive: true });
  await mkdir(join(directory, 'aws'), { recursive: true });
  await writeFile(join(directory, 'aws', 'config'), `[default]\nregion = ${REGION}\n`);
  await writeFile(join(directory, 'aws', 'credentials'), '');
  await link(tools.terragrunt, join(bin, 'terragrunt'));
  await link(tools.terraform, join(bin, 'terraform'));
  return { bin, remarks: await writeAws(join(bin, 'aws'), tools.aws) };
}

async function link(from: string, to: string): Promise<void> {
  await rm(to, { force: true });
  await symlink(from, to);
}

/** From 2.13 on the aws CLI reads AWS_ENDPOINT_URL; an older one has to be told on its command line. */
async function writeAws(file: string, aws: string | undefined): Promise<string[]> {
  await rm(file, { force: true });
  if (aws === undefined) return ['There is no aws CLI: install version 2 (mise install) to type aws commands.'];
  const version = await awsVersion(aws);
  if (version === undefined) return [`${aws} does not say its version: left as it is.`];
  const [major = 0, minor = 0] = version;
  if (major >= 2 && (major > 2 || minor >= 13)) await symlink(aws, file);
  else {
    await writeFile(file, wrapper(aws));
    await chmod(file, 0o755);
  }
  return major >= 2
    ? []
    : [`${aws} is version ${version.join('.')}: \`aws logs tail\` needs version 2 (mise install).`];
}

/** Where AWS_ENDPOINT_URL is not set any more, the wrapper does nothing of its own. */
const wrapper = (aws: string) =>
  `#!/bin/sh\nexec '${aws.replaceAll("'", "'\\''")}' \${AWS_ENDPOINT_URL:+--endpoint-url "$AWS_ENDPOINT_URL"} "$@"\n`;

async function awsVersion(aws: string): Promise<number[] | undefined> {
  try {
    const { stdout, stderr } = await promisify(execFile)(aws, ['--version'], { timeout: 20_000 });
    return /aws-cli\/(\d+)\.(\d+)\.(\d+)/
      .exec(stdout + stderr)
      ?.slice(1)
      .map(Number);
  } catch {
    return undefined;
  }
}
