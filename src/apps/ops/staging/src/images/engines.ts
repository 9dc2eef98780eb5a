import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Environment } from '../config.ts';
import { StagingError } from '../errors.ts';

/** What a build is asked for. */
export type Order = {
  dockerfile: string;
  /** `name:tag`, in the engine's own store. */
  reference: string;
  /** `linux/arm64` or `linux/amd64`. */
  platform: string;
  arguments: Readonly<Record<string, string>>;
  /** Seconds since 1970 that everything is said to have been made at. */
  time: number;
};

/** How a container engine is asked whether it works, to build, and to write what it built into an archive. */
export type Engine = {
  works: readonly string[];
  build(order: Order): string[];
  save(reference: string, file: string): string[];
  environment: Environment;
};

/** In the order in which they are looked for. */
export const ENGINES = {
  docker: {
    works: ['version', '--format', '{{.Server.Version}}'],
    build: (order) => ['build', ...common(order), '.'],
    save: (reference, file) => ['save', '--output', file, reference],
    // The older builder knows no builder's platform. Attestations hold the time of the build: no two would be the same.
    environment: { DOCKER_BUILDKIT: '1', BUILDX_NO_DEFAULT_ATTESTATIONS: '1' },
  },
  // The OCI format of an image has no health check, and the two build in it unless told otherwise.
  buildah: {
    works: ['version'],
    build: (order) => ['build', '--format', 'docker', `--timestamp=${order.time}`, ...common(order), '.'],
    save: (reference, file) => ['push', reference, `docker-archive:${file}:${reference}`],
    environment: {},
  },
  podman: {
    works: ['info'],
    build: (order) => ['build', '--format', 'docker', `--timestamp=${order.time}`, ...common(order), '.'],
    save: (reference, file) => ['save', '--format', 'docker-archive', '--output', file, reference],
    environment: {},
  },
} satisfies Record<string, Engine>;

export type EngineName = keyof typeof ENGINES;

function common({ dockerfile, reference, platform, arguments: given }: Order): string[] {
  const named = Object.entries(given).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]);
  return ['--platform', platform, ...named, '--file', dockerfile, '--tag', reference];
}

/** A docker whose daemon does not answer says so only after a while. */
const PATIENCE_MS = 10_000;

/** The first engine that works here. @throws StagingError when there is none */
export async function findEngine(environment: Environment): Promise<EngineName> {
  const silent: string[] = [];
  for (const name of Object.keys(ENGINES) as EngineName[]) {
    const answer = await ask(name, ENGINES[name].works, environment);
    if (answer === 'works') return name;
    if (answer === 'silent') silent.push(name);
  }
  const seen = silent.length > 0 ? ` (${silent.join(' and ')} is here, and no engine answers)` : '';
  throw new StagingError(`There is no docker, buildah or podman that could build the image${seen}.`, {
    hint: 'Install one, or start its engine. A rehearsal needs none: staging build, without --aws.',
  });
}

async function ask(
  name: EngineName,
  args: readonly string[],
  env: Environment,
): Promise<'works' | 'silent' | 'missing'> {
  try {
    await promisify(execFile)(name, args, { env, timeout: PATIENCE_MS });
    return 'works';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'silent';
  }
}
