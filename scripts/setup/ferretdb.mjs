import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache, read, required, tools } from './places.mjs';
import { executable, run } from './run.mjs';
import { buildGo, checkGo } from './terragrunt.mjs';

const MODULE = 'github.com/FerretDB/FerretDB';

/** A server that speaks MongoDB's protocol and keeps its rows in SQLite: what saved pages in MongoDB are tried against. */
export const ferretdb = {
  find() {
    const { version, tool } = pinned();
    if (executable(tool)) return { text: `${version}, built before`, tool };
    checkGo(MODULE);
    return undefined;
  },
  room: { folder: cache, mib: 1500 },
  async make({ say }) {
    const { version, tool } = pinned();
    say(`building ${version} (1 to 3 minutes, once)`);
    const source = mkdtempSync(join(cache, 'ferretdb-source-'));
    try {
      await unpacked(version, source);
      await buildGo({ module: './cmd/ferretdb', folder: source, tool });
    } finally {
      rmSync(source, { recursive: true, force: true });
    }
    return { text: `${version} built`, tool };
  },
};

function pinned() {
  const version = required(read('tools/ferretdb/go.mod'), MODULE);
  return { version, tool: join(cache, `ferretdb-${version}`, 'ferretdb') };
}

/** The module as its checksum in tools/ferretdb/go.sum has it, with the file that its release is told by: it wants that before it builds. */
async function unpacked(version, folder) {
  const modules = join(folder, 'modules');
  const hint = 'Is the Go module proxy reachable?';
  // -mod=readonly: a module that is not the one of go.sum is an error
  const env = { GOFLAGS: '-mod=readonly', GOMODCACHE: modules };
  await run('go', ['mod', 'download', MODULE], { cwd: join(tools, 'ferretdb'), env, hint });
  cpSync(join(modules, `github.com/!ferret!d!b/!ferret!d!b@${version}`), folder, { recursive: true });
  await run('chmod', ['-R', 'u+w', folder]);
  rmSync(modules, { recursive: true, force: true });
  writeFileSync(join(folder, 'build/version/version.txt'), `${version}\n`);
}
