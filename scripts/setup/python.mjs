import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './fault.mjs';
import { cache, hash, read, root } from './places.mjs';
import { ask, atLeast, executable, run, which } from './run.mjs';

const LEAST = '3.10';

/** A virtual environment with exactly what the requirements file pins, in the cache folder: how to find and make it. */
export function pythonEnvironment(requirements, name) {
  const place = () => {
    const { python, version } = findPython();
    const folder = join(cache, `venv-${name}-${hash(read(requirements), version)}`);
    return { python, version, folder, tool: join(folder, 'bin/python3') };
  };
  return {
    find() {
      const { python, version, folder, tool } = place();
      if (existsSync(join(folder, 'complete')) && executable(tool))
        return { text: `${version}, ${name} installed before`, tool };
      if (ask(python, ['-c', 'import ensurepip, venv']) !== undefined) return undefined;
      throw new SetupError(
        `Python ${version} (${python}) has no venv module, which is needed.`,
        'Install it (Debian, Ubuntu: apt-get install python3-venv) and start again.',
      );
    },
    room: { folder: cache, mib: 400 },
    async make({ say }) {
      const { python, version, folder, tool } = place();
      say(`installing ${requirements}`);
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(cache, { recursive: true });
      await run(python, ['-m', 'venv', folder], { hint: 'Does `python3 -m venv` work on this machine?' });
      await run(tool, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements], {
        cwd: root,
        hint: 'Is PyPI reachable?',
      });
      mkdirSync(join(folder, 'complete.partial'));
      renameSync(join(folder, 'complete.partial'), join(folder, 'complete'));
      return { text: `${version}, ${name} installed`, tool };
    },
  };
}

function findPython() {
  const seen = [];
  for (const python of ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10'].flatMap(which)) {
    const version = ask(python, ['--version'])?.match(/Python (\S+)/)?.[1];
    if (version && atLeast(version, LEAST)) return { python, version };
    if (version) seen.push(`${version} (${python})`);
  }
  throw new SetupError(
    seen.length
      ? `Python ${seen[0]} is too old: ${LEAST} or newer is needed.`
      : 'Python was not found on PATH (python3).',
    `Install Python ${LEAST} or newer (\`mise install\` does), and start again.`,
  );
}
