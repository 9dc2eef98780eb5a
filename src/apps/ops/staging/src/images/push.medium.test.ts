import { textEntry, writeImage, writeLayer } from '@bookmark-manager/oci';
import { describe, expect, it } from 'vitest';
import { fakeClone } from '../rehearse/testing.ts';
import type { Target } from '../target/target.ts';
import { type FakeAnswer, fakeAws, temporaryFolder } from '../testing.ts';
import { ownArchitecture } from './architecture.ts';
import { pushImage } from './push.ts';
import { labelsOf } from './sources.ts';
import { fakeRegistry } from './testing.ts';

const OTHER = ownArchitecture() === 'amd64' ? 'arm64' : 'amd64';

async function image(architecture: string, name?: string): Promise<string> {
  const layout = temporaryFolder();
  const layers = [await writeLayer(layout, [textEntry('main.js', '')], { mtime: 0 })];
  const Labels = labelsOf('api', { commit: 'abc', migration: '0002_later', time: 0 });
  await writeImage(layout, {
    layers,
    config: { architecture, os: 'linux', config: { Labels } },
    ...(name ? { name } : {}),
  });
  return layout;
}

type Pushing = {
  layout?: string;
  tags?: string[];
  answers?: Record<string, FakeAnswer>;
  refuse?: Parameters<typeof fakeRegistry>[0];
};

async function pushed({ layout, tags, answers = {}, refuse }: Pushing) {
  await using registry = await fakeRegistry(refuse);
  await using aws = await fakeAws({ ...registry.answers, ...answers });
  const target = { kind: 'rehearsal', clientOptions: aws.clientOptions } as Target;
  const { signal } = new AbortController();
  const made = layout ?? (await image(ownArchitecture()));
  const result = await pushImage('api', { config: fakeClone(), target, layout: made, tags, signal });
  return { result, references: registry.manifests.map(({ path }) => path.split('/').at(-1)) };
}

describe('a push', () => {
  it('names what is there by digest, with the migration and the commit of its labels', async () => {
    const { result, references } = await pushed({ tags: ['v1', 'latest'] });
    expect(result).toEqual({
      image: `123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/bookmark-manager-staging-api@${result.digest}`,
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      ...{ tags: ['v1', 'latest'], migration: '0002_later', commit: 'abc' },
    });
    expect(references).toEqual([result.digest, 'v1', 'latest']);
  });

  it('goes by the tag that it was built with, unless told otherwise', async () => {
    const { references } = await pushed({ layout: await image(ownArchitecture(), 'v7') });
    expect(references.slice(1)).toEqual(['v7']);
  });

  it('of an image for another architecture is refused before anything is sent', async () => {
    await expect(pushed({ layout: await image(OTHER) })).rejects.toMatchObject({
      message: `The image of api is for ${OTHER}, and this machine, which runs the rehearsal’s tasks, is ${ownArchitecture()}.`,
      hint: 'staging build api builds it for that.',
      exitCode: 1,
    });
  });

  it.each([
    ['of nothing that was built', { layout: '/nowhere' }, 'No image of api was built here.', 'staging build api'],
    [
      'to no repository',
      { answers: { DescribeRepositories: { error: 'RepositoryNotFoundException' } } },
      'There is no repository bookmark-manager-staging-api.',
      'staging up makes it.',
    ],
    [
      'that the repository refuses',
      { refuse: { status: 400, code: 'TAG_INVALID', message: 'the tag is there' } },
      /^api could not be pushed: .* the tag is there$/,
      'Choose another tag: this repository’s tags stay where they are.',
    ],
  ])('%s says so, and what to do', async (_, pushing: Pushing, message, hint) => {
    await expect(pushed(pushing)).rejects.toMatchObject({
      message: typeof message === 'string' ? message : expect.stringMatching(message),
      hint,
    });
  });
});
