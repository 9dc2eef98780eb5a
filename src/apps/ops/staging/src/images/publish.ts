import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Image } from '@bookmark-manager/schedule';
import type { Context } from '../command.ts';
import type { Service } from '../names.ts';
import type { Target } from '../target/target.ts';
import { buildImage } from './build.ts';
import { pushImage } from './push.ts';

export type PublishOptions = {
  context: Context;
  target: Target;
  /** The image gets these in its repository, besides its digest. */
  tags?: readonly string[];
  /** Told the id of each process group that is started; what is returned is disposed when the group has ended. */
  onStart?(group: number): Disposable;
  /** What goes on after an interruption, a sentence. */
  again?: string;
  /** Awaited between build and push: the repository may be made meanwhile. */
  ready?(): Promise<unknown>;
};

/**
 * Builds a service from the sources as they are, pushes it to its repository, and names what is there now: by digest, with
 * the migration and the commit that it was made of. The image's parameter is the caller's to write.
 * @throws StagingError with a failed build's own error, or what the repository said
 */
export async function publishImage(service: Service, options: PublishOptions): Promise<Image> {
  const { target, tags = [], onStart, again, ready } = options;
  const { config, io } = options.context;
  const layout = await mkdtemp(join(tmpdir(), `layout-${service}-`));
  try {
    const { signal } = io;
    await buildImage(service, { config, target, layout, signal, onStart, again });
    await ready?.();
    const { image, migration, commit } = await pushImage(service, { config, target, layout, tags, signal });
    return { image, migration, commit };
  } finally {
    await rm(layout, { recursive: true, force: true });
  }
}
