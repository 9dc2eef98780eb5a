import type { Image } from '@bookmark-manager/schedule';
import type { Context } from '../command.ts';
import { StagingError } from '../errors.ts';
import type { Service } from '../names.ts';
import type { Target } from '../target/target.ts';

export type PublishOptions = {
  context: Context;
  target: Target;
  /** The image gets these in its repository, besides its digest. */
  tags?: readonly string[];
  /** Told the id of each process group that is started; what is returned is disposed when the group has ended. */
  onStart?(group: number): Disposable;
};

/**
 * Builds a service from the sources as they are, pushes it to its repository, and names what is there now: by digest, with
 * the migration and the commit that it was made of. The image's parameter is the caller's to write.
 * @throws StagingError with a failed build's own error, or what the repository said
 */
export async function publishImage(service: Service, options: PublishOptions): Promise<Image> {
  throw new StagingError(`${service} cannot be pushed yet (${options.target.kind}).`);
}
