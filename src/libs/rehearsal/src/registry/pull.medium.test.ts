import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { MEDIA_TYPES, type TarEntry } from '@bookmark-manager/oci';
import { describe, expect, it } from 'vitest';
import { startRegistry, text } from './testing.ts';

const HOST = '123456789012.dkr.ecr.ap-northeast-1.amazonaws.com';
const folder = (path: string): TarEntry => ({ kind: 'folder', path, mode: 0o755 });
const link = (path: string, target: string): TarEntry => ({ kind: 'link', path, mode: 0o777, target });

describe('a pulled image', () => {
  it('is its layers on top of each other, without what a higher one hides', async () => {
    await using world = await startRegistry();
    const lower = [
      text('etc/passwd', 'node:x:1000:1000::/home/node:/bin/sh\n'),
      text('gone', ''),
      text('old/a', ''),
      text('kept/a', 'a'),
    ];
    const higher = [
      text('.wh.gone', ''),
      folder('old'),
      text('old/.wh..wh..opq', ''),
      text('old/b', 'b'),
      text('kept/a', 'other'),
    ];
    const config = { config: { User: 'node', Env: ['A=1=2'], Cmd: ['node', 'server.js'], WorkingDir: '/app' } };
    const digest = await world.push([lower, higher], { config });
    const image = await world.images.pull(`${HOST}/web@${digest}`);
    expect(image).toMatchObject({
      ...{ digest, runsHere: true, entrypoint: [], command: ['node', 'server.js'], env: { A: '1=2' } },
      ...{ workingDirectory: '/app', user: { uid: 1000, gid: 1000, home: '/home/node' } },
    });
    const has = (path: string) => existsSync(join(image.root, path));
    expect(['gone', 'old/a', 'old/b', 'kept/a'].map(has)).toEqual([false, false, true, true]);
    expect(readFileSync(join(image.root, 'kept/a'), 'utf8')).toBe('other');
    expect((await world.images.pull(`${HOST}/web@${digest}`)).root).toBe(image.root);
  });

  it('shares the files of a layer with other images of it', async () => {
    await using world = await startRegistry();
    const base = [text('base', 'all of Node')];
    const pull = async (app: string) =>
      world.images.pull(`${HOST}/web@${await world.push([base, [text('app', app)]])}`);
    const [one, other] = [await pull('one'), await pull('other')];
    expect(statSync(join(one.root, 'base')).ino).toBe(statSync(join(other.root, 'base')).ino);
    expect(readFileSync(join(other.root, 'app'), 'utf8')).toBe('other');
  });

  it('follows its own links, and none of them leads out of it', async () => {
    await using world = await startRegistry();
    const lower = [folder('usr'), folder('usr/lib'), link('lib', 'usr/lib'), link('out', '/../../../../../../tmp')];
    const higher = [folder('lib'), text('lib/more', 'm'), folder('out'), text('out/escaped-by-a-link', '')];
    const { root } = await world.images.pull(`${HOST}/web@${await world.push([lower, higher])}`);
    expect(readFileSync(join(root, 'usr/lib/more'), 'utf8')).toBe('m');
    expect(existsSync('/tmp/escaped-by-a-link')).toBe(false);
    expect(existsSync(join(root, 'out/escaped-by-a-link'))).toBe(true);
  });

  it('of another architecture is one that does not run here', async () => {
    await using world = await startRegistry();
    const digest = await world.push([[text('a', '')]], { config: { architecture: 's390x' } });
    expect(await world.images.pull(`${HOST}/web@${digest}`)).toMatchObject({ runsHere: false });
  });

  it('is the one of an index that is for this machine; an index without one is refused as ECS does', async () => {
    await using world = await startRegistry();
    const digest = await world.push([[text('a', 'here')]]);
    const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
    const index = (platform: { architecture: string; os: string }) =>
      Buffer.from(
        JSON.stringify({
          schemaVersion: 2,
          mediaType: MEDIA_TYPES.index,
          manifests: [{ mediaType: MEDIA_TYPES.manifest, digest, size: 1, platform }],
        }),
      );
    const put = (reference: string, bytes: Buffer) =>
      world.store.put({ repository: 'web', reference, mediaType: MEDIA_TYPES.index, bytes });
    await put('all', index({ architecture, os: 'linux' }));
    await put('other', index({ architecture: 's390x', os: 'linux' }));
    const { root } = await world.images.pull(`${HOST}/web:all`);
    expect(readFileSync(join(root, 'a'), 'utf8')).toBe('here');
    await expect(world.images.pull(`${HOST}/web:other`)).rejects.toThrow(
      `CannotPullContainerError: pull image manifest has been retried 1 time(s): image Manifest does not contain descriptor matching platform 'linux/${architecture}'`,
    );
  });

  it.each([
    ['that is not there', `${HOST}/web:none`, /^CannotPullContainerError: .*web:none: not found$/],
    ['without a tag', `${HOST}/web`, /web:latest: not found$/],
    [
      'of another registry',
      'docker.io/library/nginx:1',
      /failed to resolve ref docker.io\/library\/nginx:1: a rehearsal reaches no/,
    ],
  ])('%s is refused as ECS does', async (_, uri, words) => {
    await using world = await startRegistry();
    await expect(world.images.pull(uri)).rejects.toThrow(words);
  });

  it('whose user it does not know is refused', async () => {
    await using world = await startRegistry();
    const digest = await world.push([[text('a', '')]], { config: { config: { User: 'nobody-here' } } });
    await expect(world.images.pull(`${HOST}/web@${digest}`)).rejects.toThrow(/unable to find user nobody-here/);
  });
});
