import { join } from 'node:path';
import { cache, read, required, tools } from './places.mjs';
import { executable, which } from './run.mjs';
import { buildGo, checkGo } from './terragrunt.mjs';

const NAME = 'session-manager-plugin';
const MODULE = `github.com/aws/${NAME}`;

/** AWS's own client for sessions, for the tests alone (`staging` needs none): the one on PATH, else one built from tools/session-manager-plugin. */
export const sessionPlugin = {
  find() {
    const [onPath] = which(NAME);
    if (onPath !== undefined) return { text: `${onPath}`, tool: onPath };
    const { version, tool } = pinned();
    if (executable(tool)) return { text: `${version}, built before`, tool };
    checkGo(MODULE);
    return undefined;
  },
  room: { folder: cache, mib: 500 },
  async make({ say }) {
    const { version, tool } = pinned();
    say(`building ${version} (half a minute, once)`);
    await buildGo({ module: `${MODULE}/src/sessionmanagerplugin-main`, folder: join(tools, NAME), tool });
    return { text: `${version} built`, tool };
  },
};

function pinned() {
  const version = required(read(`tools/${NAME}/go.mod`), MODULE);
  return { version, tool: join(cache, `${NAME}-${version}`, NAME) };
}
