import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importArchive, type WrittenImage } from '@bookmark-manager/oci';
import { type Service, serviceName } from '../names.ts';
import type { Architecture } from './architecture.ts';
import { ENGINES, type EngineName } from './engines.ts';
import { type RunOptions, runBuild } from './output.ts';
import { type Made, SOURCES } from './sources.ts';

type EngineOptions = RunOptions & { engine: EngineName; architecture: Architecture; tag?: string };

/** Builds a service by its Dockerfile, for any architecture, and puts the image into a layout. */
export async function makeWithEngine(
  service: Service,
  layout: string,
  made: Made,
  options: EngineOptions,
): Promise<WrittenImage> {
  const { config, engine, architecture, tag = 'latest' } = options;
  const { build, save, environment } = ENGINES[engine];
  const reference = `${serviceName(service)}:${tag}`;
  const order = {
    dockerfile: join(SOURCES[service], 'Dockerfile'),
    reference,
    platform: `linux/${architecture}`,
    arguments: {
      SOURCE_DATE_EPOCH: String(made.time),
      COMMIT: made.commit ?? 'unknown',
      ...(made.migration === null ? {} : { MIGRATION: made.migration }),
    },
    time: made.time,
  };
  const run = (command: string, args: string[]) =>
    runBuild(service, { command, args, cwd: config.root, environment }, options);
  const folder = await mkdtemp(join(tmpdir(), `archive-${service}-`));
  try {
    await run(engine, build(order));
    const file = join(folder, 'image.tar');
    await run(engine, save(reference, file));
    const archive = join(folder, 'image');
    await mkdir(archive);
    await run('tar', ['--extract', `--file=${file}`, `--directory=${archive}`]);
    return await importArchive(archive, layout, tag);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
