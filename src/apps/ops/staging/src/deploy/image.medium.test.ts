import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import type { FakeAnswer } from '../testing.ts';
import { imageFor, imageToGoBackTo } from './image.ts';
import { anEntry, anImage } from './testing.ts';
import { fakeWorld } from './testing-world.ts';

const b = anImage('b');
const digest = `sha256:${'b'.repeat(64)}`;
const repository: Record<string, FakeAnswer> = {
  DescribeImages: { json: { imageDetails: [{ imageDigest: digest }] } },
  DescribeRepositories: { json: { repositories: [{ repositoryUri: b.image.slice(0, b.image.indexOf('@')) }] } },
  BatchGetImage: { json: { images: [{ imageManifest: JSON.stringify({ config: { digest: 'sha256:c' } }) }] } },
};

/** The repository gives the image's configuration out at an address of its own. */
async function configuration(config: object): Promise<FakeAnswer> {
  const server = createServer((_, response) => response.end(JSON.stringify(config)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { json: { downloadUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` } };
}

it('an image that is in the repository says itself what it is of', async () => {
  const Labels = { 'bookmark-manager.migration': '0002_later', 'org.opencontainers.image.revision': 'abc' };
  const GetDownloadUrlForLayer = await configuration({ architecture: 'amd64', config: { Labels } });
  await using world = await fakeWorld({ answers: { ...repository, GetDownloadUrlForLayer } });
  expect(await imageFor(world.tools, 'web', { image: 'v1.2.3' })).toEqual({
    ...b,
    migration: '0002_later',
    commit: 'abc',
  });
});

it('an image for another architecture is refused', async () => {
  const GetDownloadUrlForLayer = await configuration({ architecture: 'arm64' });
  await using world = await fakeWorld({ answers: { ...repository, GetDownloadUrlForLayer } });
  await expect(imageFor(world.tools, 'web', { image: digest })).rejects.toThrow(
    'sha256:bbbbbbbbbbbb is for arm64, and the tasks of web run on amd64.',
  );
});

it('an image that says nothing is what the history says', async () => {
  const answers = { ...repository, GetDownloadUrlForLayer: { error: 'LayersNotFoundException' } };
  await using world = await fakeWorld({ answers });
  const known = anImage('b', { migration: '0001_first', commit: 'def' });
  world.parameters.set('/bookmark-manager/staging/deployments/1', JSON.stringify(anEntry({ image: known })));
  expect(await imageFor(world.tools, 'web', { image: digest })).toEqual(known);
});

it('an image that is not there is refused', async () => {
  await using world = await fakeWorld({
    answers: { ...repository, DescribeImages: { error: 'ImageNotFoundException' } },
  });
  await expect(imageFor(world.tools, 'web', { image: digest })).rejects.toThrow(
    `The repository bookmark-manager-staging-web has no image ${digest}.`,
  );
});

it.each(['sha256:12', 'sha256:', 'a b', ''])('%j is neither a digest nor a tag', async (image) => {
  await using world = await fakeWorld({});
  await expect(imageFor(world.tools, 'web', { image })).rejects.toMatchObject({ exitCode: 2 });
});

it('what to go back to must still be in the repository', async () => {
  await using world = await fakeWorld({
    deployed: b,
    answers: { ...repository, DescribeImages: { error: 'ImageNotFoundException' } },
  });
  await expect(imageToGoBackTo(world.tools, 'web')).rejects.toThrow('nothing that web could go back to');
  world.parameters.set('/bookmark-manager/staging/deployments/1', JSON.stringify(anEntry({ image: b })));
  await expect(imageToGoBackTo(world.tools, 'web')).rejects.toThrow('has no image sha256:aaaa');
});
