import * as z from 'zod';
import { isDigest } from './digest.ts';

/** What a manifest, an index or a blob says that it is. Docker's older names stand for the same things. */
export const MEDIA_TYPES = {
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  index: 'application/vnd.oci.image.index.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
  dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
  dockerIndex: 'application/vnd.docker.distribution.manifest.list.v2+json',
} as const;

export const isIndexType = (mediaType: string): boolean =>
  mediaType === MEDIA_TYPES.index || mediaType === MEDIA_TYPES.dockerIndex;

const digest = z.string().refine(isDigest, 'is no sha256 digest');

const platform = z.looseObject({ architecture: z.string(), os: z.string() });

const descriptor = z.looseObject({
  mediaType: z.string(),
  digest,
  /** Bytes. */
  size: z.int().nonnegative(),
  platform: platform.optional(),
  annotations: z.record(z.string(), z.string()).optional(),
});
export type Descriptor = z.infer<typeof descriptor>;

/** An image: a configuration and its layers, the lowest first. */
export const manifestSchema = z.looseObject({
  schemaVersion: z.literal(2),
  mediaType: z.string().optional(),
  config: descriptor,
  layers: z.array(descriptor),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Images of several platforms under one name. */
export const indexSchema = z.looseObject({
  schemaVersion: z.literal(2),
  mediaType: z.string().optional(),
  manifests: z.array(descriptor),
});
export type Index = z.infer<typeof indexSchema>;

/** How a container of the image is started, as the image has it. */
const processSchema = z.looseObject({
  User: z.string().nullish(),
  Env: z.array(z.string()).nullish(),
  Entrypoint: z.array(z.string()).nullish(),
  Cmd: z.array(z.string()).nullish(),
  WorkingDir: z.string().nullish(),
  Labels: z.record(z.string(), z.string()).nullish(),
  ExposedPorts: z.record(z.string(), z.unknown()).nullish(),
});

export const configSchema = z.looseObject({
  architecture: z.string(),
  os: z.string(),
  created: z.string().optional(),
  config: processSchema.nullish(),
  rootfs: z.looseObject({ type: z.literal('layers'), diff_ids: z.array(digest) }),
});
export type ImageConfig = z.infer<typeof configSchema>;
