import { type Check, defineCheck, fault, note, ok } from '../check.ts';
import type { Machine, Program } from '../facts/machine.ts';

const INSTALL = 'mise install   (mise.toml has the versions; or node scripts/setup.mjs)';

/** The programs of this machine: what cannot be done without one is a fault, what few need is a note. */
export const machineChecks = {
  'tools.terraform': needed('terraform', 'Terraform', [1, 11], ({ terraform }) => terraform),
  'tools.terragrunt': needed('terragrunt', 'Terragrunt', [1, 1], ({ terragrunt }) => terragrunt),
  'tools.aws': useful('aws', "the specification's aws commands", [2, 0], ({ aws }) => aws),
  'tools.session-manager-plugin': useful(
    'session-manager-plugin',
    'a tunnel to the database by the aws CLI',
    [1, 0],
    ({ sessionManagerPlugin }) => sessionManagerPlugin,
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html',
  ),
  'tools.builder': useful(
    'docker, buildah or podman',
    'building images',
    null,
    ({ builder }) => builder,
    'https://docs.docker.com/engine/install/',
  ),
} satisfies Record<string, Check>;

type Least = readonly [major: number, minor: number];

function needed(name: string, title: string, least: Least, of: (machine: Machine) => Program | null): Check {
  return defineCheck(['machine'], ({ machine }) => {
    const program = of(machine);
    if (program === null) return fault(`${title} is not on this machine.`, `no ${name} on PATH`, INSTALL);
    const { version, path } = program;
    if (version === '') return fault(`${title} does not start.`, path, INSTALL);
    if (isLeast(version, least)) return ok(`${title} ${version}.`, path);
    return fault(`${title} ${version} is too old: ${least.join('.')} is the least.`, path, INSTALL);
  });
}

function useful(
  name: string,
  what: string,
  least: Least | null,
  of: (machine: Machine) => Program | null,
  next: string = INSTALL,
): Check {
  return defineCheck(['machine'], ({ machine }) => {
    const program = of(machine);
    if (program === null) return note(`There is no ${name}: only ${what} needs it.`, 'not on PATH', next);
    const { version, path } = program;
    if (least === null) return ok(`${path} is here.`, path);
    if (version === '') return note(`${name} does not say its version.`, path, next);
    if (isLeast(version, least)) return ok(`${name} ${version}.`, path);
    return note(`${name} ${version} is too old for ${what}.`, path, next);
  });
}

function isLeast(version: string, [major, minor]: Least): boolean {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}
