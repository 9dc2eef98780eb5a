import { basename } from 'node:path';
import * as z from 'zod';
import { defineCommand } from '../command.ts';
import { EXIT } from '../errors.ts';
import { isDecidedByUs, rehearsalEnvironment, rehearsalSettings } from '../target/environment.ts';
import { writeShellFiles } from '../target/files.ts';
import { readRunFile } from '../target/run-file.ts';
import { findTools } from '../terragrunt/tools.ts';
import { SHELLS, type Shell, sayExports } from '../text/shell.ts';
import { rehearsedBackend } from '../tfstate/backend.ts';

export const command = defineCommand({
  describe(command) {
    command.option('--shell <name>', `${SHELLS.join(', ')} (without it: the one that $SHELL names)`);
    command.addHelpText(
      'after',
      '\nbash, zsh:  eval "$(npx staging env)"\nfish:       npx staging env --shell fish | source\n\nThen plain terragrunt, terraform and aws work on the rehearsal.',
    );
  },
  options: z.object({ shell: z.enum(SHELLS, { error: `one of ${SHELLS.join(', ')}` }).optional() }),
  async run({ config, io }, options) {
    const directory = config.rehearsalDirectory;
    const run = readRunFile(directory);
    const tools = findTools(config);
    const { bin, remarks } = await writeShellFiles(directory, tools);
    for (const remark of remarks) io.err(remark);
    const backend = rehearsedBackend(directory);
    const shape = run.shape ?? config.environment.STAGING_SHAPE;
    const place = { endpoint: run.endpoint, directory, backend, tools, shape };
    const settings = rehearsalSettings(place);
    const { NO_PROXY = '' } = rehearsalEnvironment(config.environment, place);
    const unset = Object.keys(config.environment).filter((name) => isDecidedByUs(name) && !(name in settings));
    const shell = options.shell ?? shellOf(config.environment.SHELL);
    for (const line of sayExports(shell, { set: { ...settings, NO_PROXY }, unset, path: bin })) io.out(line);
    return EXIT.yes;
  },
});

function shellOf(path: string | undefined): Shell {
  const name = basename(path ?? '');
  return SHELLS.find((shell) => shell === name) ?? 'bash';
}
