import { mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SetupError } from './fault.mjs';
import { cache, read, required, tools } from './places.mjs';
import { ask, atLeast, executable, run, which } from './run.mjs';

const MODULE = 'github.com/gruntwork-io/terragrunt';
/** From this one on, Go fetches by itself the newer Go that a go.mod asks for. */
const LEAST_GO = '1.21';

/** A Terragrunt of the pinned minor version on PATH, else one built from tools/go.mod. */
export const terragrunt = {
  find() {
    const { version, tool } = pinned();
    const minor = version.split('.').slice(0, 2).join('.');
    for (const onPath of which('terragrunt')) {
      const own = ask(onPath, ['--version'])?.match(/v\d+\.\d+\.\d+/)?.[0];
      if (own?.startsWith(`${minor}.`)) return { text: `${own} on PATH`, tool: onPath };
    }
    if (executable(tool)) return { text: `${version}, built before`, tool };
    checkGo(MODULE);
    return undefined;
  },
  room: { folder: cache, mib: 3000 },
  async make({ say }) {
    const { version, tool } = pinned();
    say(`building ${version} (3 to 5 minutes, once)`);
    const flags = `-s -w -X ${MODULE}/internal/version.Version=${version}`;
    await buildGo({ module: MODULE, folder: tools, tool, flags });
    return { text: `${version} built`, tool };
  },
};

function pinned() {
  const version = required(read('tools/go.mod'), MODULE);
  return { version, tool: join(cache, `terragrunt-${version}`, 'terragrunt') };
}

/** @throws SetupError when there is no Go that could build a module */
export function checkGo(module) {
  const [go] = which('go');
  const install = 'Install Go 1.26 or newer, or Terragrunt itself: `mise install` does both.';
  if (go === undefined) throw new SetupError(`Go was not found on PATH, and ${module} has to be built.`, install);
  const version = ask(go, ['env', 'GOVERSION'])?.match(/^go(\d[\d.]*)/)?.[1];
  if (version !== undefined && !atLeast(version, LEAST_GO))
    throw new SetupError(`Go ${version} (${go}) is too old to build ${module}.`, install);
}

/** Builds one program of a Go module into `tool`, which appears only when it is whole. */
export async function buildGo({ module, folder, tool, flags = '-s -w' }) {
  mkdirSync(dirname(tool), { recursive: true });
  const partial = `${tool}.${process.pid}.partial`;
  await run('go', ['build', '-trimpath', '-ldflags', flags, '-o', partial, module], {
    cwd: folder,
    // The compiler is a process for each package: collecting garbage buys it nothing, and costs a quarter of the time.
    env: { CGO_ENABLED: '0', GOFLAGS: '', GOGC: 'off', GOMEMLIMIT: '1GiB' },
    hint: 'Is the Go module proxy reachable?',
  });
  renameSync(partial, tool);
}
