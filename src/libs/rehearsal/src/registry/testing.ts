import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  fileEntry,
  type ImageConfig,
  push,
  type TarEntry,
  textEntry,
  writeImage,
  writeLayer,
} from '@bookmark-manager/oci';
import { createRegistryServer } from './http.ts';
import { architecture, createImages } from './pull.ts';
import type { Repositories } from './repositories.ts';
import { createRegistryStore } from './store.ts';
import { createTokens } from './token.ts';
import { createRoots } from './unpack/roots.ts';

/** A registry that serves, with a repository `web`, and `still` whose tags do not move; `policies` are lifecycle policies. */
export async function startRegistry({ policies = {} }: { policies?: Record<string, string> } = {}) {
  await using stack = new AsyncDisposableStack();
  const temporary = () =>
    stack.adopt(mkdtempSync(join(tmpdir(), 'registry-')), (path) => rmSync(path, { recursive: true, force: true }));
  const directory = temporary();
  const layouts = temporary();
  let time = Date.parse('2026-12-01T00:00:00Z');
  const now = () => {
    time += 1000;
    return new Date(time);
  };
  const repositories: Repositories = {
    find: async (name) => (['web', 'still'].includes(name) ? { arn: name, immutable: name === 'still' } : undefined),
    lifecyclePolicy: async (name) => policies[name],
  };
  const gone: string[] = [];
  const open = () =>
    createRegistryStore({ directory, repositories, now, onExpired: (_, { digest }) => gone.push(digest) });
  const store = await open();
  const tokens = createTokens();
  const server = stack.use(
    createRegistryServer({
      store,
      accepts: (header) => tokens.accepts(header, now()),
      broke: (error) => {
        throw error;
      },
    }),
  );
  await server.listen(0);
  const registry = { address: server.address, token: tokens.issue(now()).token };
  const ending = stack.move();
  return {
    ...{ directory, store, registry, gone, open },
    images: createImages(store, await createRoots(directory, store.blobs.file)),
    ask: (path: string, init: RequestInit = {}) =>
      fetch(`${registry.address}/v2/${path}`, {
        ...init,
        headers: { authorization: `Basic ${registry.token}`, ...init.headers },
      }),
    /** Pushes an image with a layer of each of these; returns its digest. */
    async push(
      layers: TarEntry[][],
      options: { repository?: string; tags?: string[]; config?: Partial<ImageConfig> } = {},
    ) {
      const { repository = 'web', tags = [], config } = options;
      const layout = mkdtempSync(join(layouts, 'layout-'));
      const written = await Promise.all(layers.map((entries) => writeLayer(layout, entries, { mtime: 0 })));
      const { image } = await writeImage(layout, {
        layers: written,
        config: { architecture: architecture(), os: 'linux', ...config },
      });
      await push({ registry, repository, layout, image, tags });
      return image.digest;
    },
    [Symbol.asyncDispose]: () => ending.disposeAsync(),
  };
}

export const text = textEntry;

/** A shell and a few programs of this machine, with their libraries: what a root needs so that something runs in it. */
export async function programs(names: readonly string[]): Promise<TarEntry[]> {
  const { execFileSync } = await import('node:child_process');
  const files = new Set<string>();
  for (const name of names) {
    const file = ['/bin', '/usr/bin'].map((folder) => join(folder, name)).find(existsSync) ?? '';
    const libraries = execFileSync('ldd', [file], { encoding: 'utf8' });
    for (const [path] of libraries.matchAll(/\/\S+/g)) files.add(path);
    files.add(join('/bin', name));
  }
  return Promise.all([...files].map((file) => fileEntry(file, file.slice(1))));
}
