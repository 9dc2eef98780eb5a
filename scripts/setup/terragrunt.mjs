import { mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cache, read, required, tools } from './places.mjs';
import { ask, executable, run, SetupError, which } from './run.mjs';

const MODULE = 'github.com/gruntwork-io/terragrunt';

/** A Terragrunt of the pinned minor version on PATH, else one built from tools/go.mod. */
export async function terragrunt({ say }) {
  const version = required(read('tools/go.mod'), MODULE);
  const minor = version.split('.').slice(0, 2).join('.');
  for (const tool of which('terragrunt')) {
    const own = ask(tool, ['--version'])?.match(/v\d+\.\d+\.\d+/)?.[0];
    if (own?.startsWith(`${minor}.`)) return { text: `${own} on PATH`, tool };
  }
  const tool = join(cache, `terragrunt-${version}`, 'terragrunt');
  if (executable(tool)) return { text: `${version}, built before`, tool };
  await buildGo({
    module: MODULE,
    folder: tools,
    tool,
    say: () => say(`building ${version} (3 to 5 minutes, once)`),
    flags: `-s -w -X ${MODULE}/internal/version.Version=${version}`,
  });
  return { text: `${version} built`, tool };
}

/** Builds one program of a Go module into `tool`, which appears only when it is whole. */
export async function buildGo({ module, folder, tool, say, flags = '-s -w' }) {
  if (which('go').length === 0) {
    throw new SetupError(
      `Go was not found on PATH, and ${module} has to be built.`,
      'Install Go 1.26 or newer, or Terragrunt itself: `mise install` does both.',
    );
  }
  say();
  mkdirSync(dirname(tool), { recursive: true });
  const partial = `${tool}.${process.pid}.partial`;
  await run('go', ['build', '-trimpath', '-ldflags', flags, '-o', partial, module], {
    cwd: folder,
    env: { CGO_ENABLED: '0', GOFLAGS: '' },
    hint: 'Is the Go module proxy reachable, and is there space on the disk (4 GB)?',
  });
  renameSync(partial, tool);
}
