import { SetupError } from './fault.mjs';
import { ask, executable, run, which } from './run.mjs';

/** The tests type the specification's aws commands: they need version 2 (version 1 has no `logs tail`). */
export const awsCli = systemTool({
  what: 'the AWS CLI, version 2',
  packages: ['awscli'],
  find() {
    const tool = [...which('aws'), '/usr/bin/aws']
      .filter(executable)
      .find((each) => ask(each, ['--version'])?.startsWith('aws-cli/2.'));
    return tool && { text: ask(tool, ['--version']).split(' ')[0].replace('aws-cli/', ''), tool };
  },
});

/** The browser tests drive the system's Chromium. */
export const chromium = systemTool({
  what: 'Chromium',
  packages: ['chromium', 'fonts-noto-cjk'],
  find() {
    const [tool] = ['chromium', 'chromium-browser', 'google-chrome'].flatMap(which);
    return tool && { text: tool, tool };
  },
});

/** What builds the Dockerfiles where no engine runs, and the Debian that stands in for the hub's. */
export const containerBuilder = systemTool({
  what: 'buildah and debootstrap',
  packages: ['buildah', 'crun', 'debootstrap'],
  find() {
    const [tool] = which('buildah');
    return tool && which('debootstrap').length > 0 ? { text: tool, tool } : undefined;
  },
});

/** What the system's package manager installs when it can: as root, where there is apt-get. */
function systemTool({ what, packages, find }) {
  const advice = `Install it (Debian, Ubuntu: sudo apt-get install ${packages.join(' ')}) and start again.`;
  return {
    find() {
      const found = find();
      if (found || (which('apt-get').length > 0 && process.getuid?.() === 0)) return found;
      throw new SetupError(`The tests need ${what}, which was not found.`, advice);
    },
    async make({ say }) {
      say(`installing ${packages.join(' and ')} with apt-get`);
      const env = { DEBIAN_FRONTEND: 'noninteractive' };
      await run('apt-get', ['update', '-qq'], { env });
      await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
      const found = find();
      if (found) return found;
      throw new SetupError(`${what} was not found after apt-get had installed it.`, advice);
    },
  };
}
