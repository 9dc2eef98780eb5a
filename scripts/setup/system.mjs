import { ask, executable, run, SetupError, which } from './run.mjs';

/** The tests type the specification's aws commands: they need version 2 (version 1 has no `logs tail`). */
export async function awsCli({ say }) {
  const found = () =>
    [...which('aws'), '/usr/bin/aws']
      .filter(executable)
      .find((tool) => ask(tool, ['--version'])?.startsWith('aws-cli/2.'));
  if (found() === undefined) await aptInstall(['awscli'], 'the AWS CLI, version 2', say);
  const tool = found();
  if (tool === undefined)
    throw new SetupError('No AWS CLI of version 2 was found after installing it.', '`mise install` brings one.');
  return { text: ask(tool, ['--version']).split(' ')[0].replace('aws-cli/', ''), tool };
}

/** The browser tests drive the system's Chromium. */
export async function chromium({ say }) {
  const found = () => ['chromium', 'chromium-browser', 'google-chrome'].flatMap(which)[0];
  if (found() === undefined) await aptInstall(['chromium', 'fonts-noto-cjk'], 'Chromium', say);
  const tool = found();
  if (tool === undefined)
    throw new SetupError(
      'No Chromium was found after installing it.',
      'Install Chromium or Chrome and put it on PATH.',
    );
  return { text: tool, tool };
}

async function aptInstall(packages, what, say) {
  if (which('apt-get').length === 0 || process.getuid?.() !== 0) {
    throw new SetupError(
      `The tests need ${what}, which was not found.`,
      `Install it (Debian, Ubuntu: sudo apt-get install ${packages.join(' ')}) and start again.`,
    );
  }
  say(`installing ${packages.join(' and ')} with apt-get`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env });
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
}
