import type { Descriptor } from '@bookmark-manager/oci';
import type { Service } from '../names.ts';
import type { Target } from '../target/target.ts';
import { type Architecture, architectureOf } from './architecture.ts';
import { findEngine } from './engines.ts';
import { makeHere, sayBase } from './here.ts';
import type { RunOptions } from './output.ts';
import { type Made, madeOf } from './sources.ts';
import { makeWithEngine } from './with-engine.ts';

/** An image in a layout (a folder that `crane`, `skopeo` and `buildah` read too). */
export type Built = Made & {
  service: Service;
  image: Descriptor;
  architecture: Architecture;
  /** Bytes, compressed. */
  bytes: number;
  /** What built it, in words. */
  madeBy: string;
};

export type BuildOptions = RunOptions & {
  target: Pick<Target, 'kind'>;
  /** The folder that gets the image. */
  layout: string;
  /** The tag that a push gives it, unless told otherwise. */
  tag?: string;
};

/**
 * Builds a service's image, for what the target's tasks run on, from the sources as they are.
 * @throws StagingError with a failed build's own error, or when nothing is here that can build it
 */
export async function buildImage(service: Service, options: BuildOptions): Promise<Built> {
  const { config, target, layout } = options;
  const [made, architecture] = await Promise.all([madeOf(service, config.root), architectureOf(target, config)]);
  if (target.kind === 'rehearsal') {
    const { image, bytes } = await makeHere(service, layout, made, options);
    return { ...made, service, image, architecture, bytes, madeBy: sayBase() };
  }
  const engine = await findEngine(config.environment);
  const { image, bytes } = await makeWithEngine(service, layout, made, { ...options, engine, architecture });
  return { ...made, service, image, architecture, bytes, madeBy: engine };
}
