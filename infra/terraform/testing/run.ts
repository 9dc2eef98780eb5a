import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { terraformCliConfig } from './tools.ts';

/** What a program said and how it ended. */
export type Outcome = { code: number | null; output: string };

/** Runs a program to its end, without the caller's AWS account: no test of this folder may reach one. */
export function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}) {
  return new Promise<Outcome>((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...offline(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

function offline(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(AWS_|STAGING_|TF_|TG_)/.test(name));
  const config = terraformCliConfig() ?? process.env.TF_CLI_CONFIG_FILE;
  return {
    ...Object.fromEntries(kept),
    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`,
    AWS_EC2_METADATA_DISABLED: 'true',
    CHECKPOINT_DISABLE: '1',
    GOGC: '400',
    NO_COLOR: '1',
    TG_NO_COLOR: 'true',
    TG_NON_INTERACTIVE: 'true',
    ...(config === undefined ? {} : { TF_CLI_CONFIG_FILE: config }),
  };
}
