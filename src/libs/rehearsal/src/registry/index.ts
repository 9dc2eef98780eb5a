import { join } from 'node:path';
import { ACCOUNT_ID } from '../account.ts';
import { createClients } from '../aws.ts';
import type { Context } from '../context.ts';
import type { Part } from '../part.ts';
import { createRegistryServer } from './http.ts';
import { createImages, type Images } from './pull.ts';
import { createRepositories } from './repositories.ts';
import { readRows } from './rows/read-rows.ts';
import { writeRows } from './rows/write-rows.ts';
import { createRegistryStore, type RegistryStore } from './store.ts';
import { createTokens } from './token.ts';
import { createRoots } from './unpack/roots.ts';

export { type Images, type PulledImage, PullFailure } from './pull.ts';
export { DamagedImages } from './records.ts';

/** What a person sees of it. */
export type RegistryPicture = { address: string; images: { repository: string; digest: string; tags: string[] }[] };

/** ECR's other half: where images are pushed to, and pulled from. */
export interface Registry extends Part, Images {
  readonly name: 'registry';
  /** `http://127.0.0.1:PORT`: what stands for `123….dkr.ecr.….amazonaws.com`. */
  readonly address: string;
  picture(): RegistryPicture;
  /** What each repository's images take, a layer that several have counted once. */
  sizes(): Promise<{ name: string; bytes: number }[]>;
}

/**
 * The images under `.rehearsal/images`, behind the distribution API on `port` (0: any). Which repositories there are is
 * the emulator's to say.
 * @throws DamagedImages, Node's `EADDRINUSE`
 */
export async function createRegistry(context: Context, { port }: { port: number }): Promise<Registry> {
  const { clock, events, endpoint, region, directory } = context;
  const folder = join(directory, 'images');
  const repositories = createRepositories(createClients(endpoint, region).ecr);
  const now = () => clock.now();
  const store = await createRegistryStore({
    directory: folder,
    repositories,
    now,
    onExpired: (repository, { digest, tags }) =>
      events.emit('registry', repository, `let ${tags[0] ?? digest} go, as its lifecycle policy says`),
  });
  const roots = await createRoots(folder, store.blobs.file);
  const images = createImages(store, roots);
  const tokens = createTokens();
  const server = createRegistryServer({
    store,
    accepts: (authorization) => tokens.accepts(authorization, now()),
    broke: (error) => events.emit('registry', 'a request', `failed: ${String(error)}`, 'error'),
  });
  const rows = {
    ...{ store, repositories, account: ACCOUNT_ID },
    authorization: () => ({ ...tokens.issue(now()), endpoint: server.address }),
  };
  const all = () =>
    store.repositories().flatMap((repository) => store.images(repository).map((image) => ({ ...image, repository })));
  await server.listen(port);
  return {
    name: 'registry',
    table: { ...readRows(rows), ...writeRows(rows) },
    get address() {
      return server.address;
    },
    pull: images.pull,
    start: () => roots.keep(new Set(all().flatMap(({ digest, parts }) => [digest, ...parts]))),
    picture: () => ({
      address: server.address,
      images: all().map(({ repository, digest, tags }) => ({ repository, digest, tags })),
    }),
    sizes: () => Promise.all(store.repositories().map(async (name) => ({ name, bytes: await sizeOf(store, name) }))),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

async function sizeOf({ images, blobs }: RegistryStore, repository: string): Promise<number> {
  const digests = new Set(images(repository).flatMap(({ parts }) => parts));
  const sizes = await Promise.all([...digests].map(async (digest) => (await blobs.size(digest)) ?? 0));
  return sizes.reduce((sum, size) => sum + size, 0);
}
