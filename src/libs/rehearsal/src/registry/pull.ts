import { configSchema, indexSchema, isIndexType, manifestSchema } from '@bookmark-manager/oci';
import type { ImageRecord } from './records.ts';
import type { RegistryStore } from './store.ts';
import type { Roots } from './unpack/roots.ts';
import { type User, userIn } from './unpack/user.ts';
import { isOurs, parseImageUri } from './uri.ts';

/** An image that was unpacked, and how a container of it is started. */
export type PulledImage = {
  /** What the URI stands for: the digest of a manifest or an index. */
  digest: string;
  /** The folder that is a container's root. Nobody may write to it. */
  root: string;
  /** False: made for another architecture than this machine's. */
  runsHere: boolean;
  entrypoint: string[];
  command: string[];
  env: Record<string, string>;
  /** Absolute, in the root. */
  workingDirectory: string;
  user: User;
};

/** What tasks ask of the registry. */
export interface Images {
  /** Pulls what a task definition's image stands for. @throws PullFailure */
  pull(uri: string): Promise<PulledImage>;
}

/** An image cannot be had; the message is worded as ECS does. */
export class PullFailure extends Error {
  override readonly name = 'PullFailure';
}

/** The machine's architecture by the name that images have for it. */
export const architecture = (arch: string = process.arch): string => (arch === 'x64' ? 'amd64' : arch);

const RETRIED = 'CannotPullContainerError: pull image manifest has been retried 1 time(s): ';

export function createImages(store: RegistryStore, roots: Roots, here: string = architecture()): Images {
  return {
    async pull(uri) {
      const { repository, digest, tag } = parseImageUri(uri);
      const reference = uri.includes('@') || /:[^/]+$/.test(uri) ? uri : `${uri}:${tag}`;
      if (!isOurs(uri)) {
        throw new PullFailure(
          `${RETRIED}failed to resolve ref ${reference}: a rehearsal reaches no registry but its own`,
        );
      }
      const named = store.find(repository, digest ?? tag);
      if (!named) throw new PullFailure(`${RETRIED}failed to resolve ref ${reference}: ${reference}: not found`);
      const image = isIndexType(named.mediaType) ? await ofPlatform(repository, named) : named;
      return unpacked(named.digest, image);
    },
  };

  /** An index without an image for this machine is refused; a lone image for another one is tried, and fails. */
  async function ofPlatform(repository: string, index: ImageRecord): Promise<ImageRecord> {
    const { manifests } = indexSchema.parse(JSON.parse((await store.blobs.read(index.digest)).toString()));
    const fitting = manifests.find(({ platform }) => platform?.os === 'linux' && platform.architecture === here);
    const found = fitting && store.find(repository, fitting.digest);
    if (found) return found;
    throw new PullFailure(`${RETRIED}image Manifest does not contain descriptor matching platform 'linux/${here}'`);
  }

  async function unpacked(digest: string, image: ImageRecord): Promise<PulledImage> {
    try {
      const manifest = manifestSchema.parse(JSON.parse((await store.blobs.read(image.digest)).toString()));
      const config = configSchema.parse(JSON.parse((await store.blobs.read(manifest.config.digest)).toString()));
      const layers = manifest.layers.map((layer) => layer.digest);
      const root = await roots.of(image.digest, layers);
      const { Entrypoint, Cmd, Env, WorkingDir, User: user } = config.config ?? {};
      return {
        digest,
        root,
        runsHere: config.os === 'linux' && config.architecture === here,
        entrypoint: Entrypoint ?? [],
        command: Cmd ?? [],
        env: Object.fromEntries((Env ?? []).map(split)),
        workingDirectory: WorkingDir || '/',
        user: await userIn(root, user ?? ''),
      };
    } catch (error) {
      throw new PullFailure(`CannotPullContainerError: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

function split(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
}
