import { digestOf, RegistryError } from '@bookmark-manager/oci';
import { describe, expect, it } from 'vitest';
import { startRegistry, text } from './testing.ts';

const upload = (location: string | null) => String(location).replace('/v2/', '');

describe('the registry', () => {
  it('gives back what was pushed, by tag and by digest, after a restart too', async () => {
    await using world = await startRegistry();
    const digest = await world.push([[text('a', 'one')], [text('b', 'two')]], { tags: ['v1', 'latest'] });
    for (const reference of ['v1', 'latest', digest]) {
      const answer = await world.ask(`web/manifests/${reference}`);
      expect([answer.status, answer.headers.get('docker-content-digest')]).toEqual([200, digest]);
      expect(digestOf(await answer.text())).toBe(digest);
    }
    expect(await (await world.ask('web/tags/list')).json()).toEqual({ name: 'web', tags: ['latest', 'v1'] });
    expect((await world.open()).find('web', 'v1')).toMatchObject({ digest, tags: ['v1', 'latest'] });
  });

  it('lets nobody in without a token', async () => {
    await using world = await startRegistry();
    const answer = await world.ask('', { headers: { authorization: '' } });
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
      401,
      expect.stringMatching(/^Basic realm=/),
    ]);
    expect((await world.ask('')).status).toBe(200);
  });

  it('takes a blob in one piece, and in several that follow each other', async () => {
    await using world = await startRegistry();
    const digest = digestOf('blob');
    const at = await world.ask(`web/blobs/uploads/?digest=${digest}`, { method: 'POST', body: 'blob' });
    expect([at.status, await (await world.ask(`web/blobs/${digest}`)).text()]).toEqual([201, 'blob']);
    const begun = await world.ask('web/blobs/uploads/', { method: 'POST' });
    const place = upload(begun.headers.get('location'));
    const send = (range: string, body: string) =>
      world.ask(place, { method: 'PATCH', body, headers: { 'content-range': range } });
    expect((await send('0-2', 'abc')).headers.get('range')).toBe('0-2');
    expect((await send('7-8', 'hi')).status).toBe(416);
    expect((await send('3-4', 'de')).status).toBe(202);
    expect((await world.ask(place)).headers.get('range')).toBe('0-4');
    const whole = digestOf('abcdef');
    expect((await world.ask(`${place}?digest=${whole}`, { method: 'PUT', body: 'f' })).status).toBe(201);
    expect((await world.ask(`web/blobs/${whole}`, { method: 'HEAD' })).headers.get('content-length')).toBe('6');
  });

  it('refuses what is not what it is called, and forgets it', async () => {
    await using world = await startRegistry();
    const digest = digestOf('other');
    const answer = await world.ask(`web/blobs/uploads/?digest=${digest}`, { method: 'POST', body: 'blob' });
    expect([answer.status, await answer.json()]).toMatchObject([400, { errors: [{ code: 'DIGEST_INVALID' }] }]);
    expect((await world.ask(`web/blobs/${digest}`)).status).toBe(404);
  });

  it.each([
    [
      'a manifest of blobs that are not there',
      `{"schemaVersion":2,"config":{"mediaType":"c","digest":"${digestOf('c')}","size":1},"layers":[]}`,
      'MANIFEST_BLOB_UNKNOWN',
    ],
    ['what is no manifest', '{"schemaVersion":2}', 'MANIFEST_INVALID'],
  ])('refuses %s', async (_, body, code) => {
    await using world = await startRegistry();
    const headers = { 'content-type': 'application/vnd.oci.image.manifest.v1+json' };
    const answer = await world.ask('web/manifests/v1', { method: 'PUT', body, headers });
    expect(await answer.json()).toMatchObject({ errors: [{ code }] });
    expect((await world.ask('web/manifests/v1')).status).toBe(404);
  });

  it('refuses a push to a repository that there is not, in ECR’s words', async () => {
    await using world = await startRegistry();
    const pushed = world.push([[text('a', 'one')]], { repository: 'none' });
    await expect(pushed).rejects.toThrow("The repository with name 'none' does not exist");
    await expect(pushed).rejects.toMatchObject({ name: RegistryError.name, code: 'NAME_UNKNOWN', status: 404 });
  });

  it('moves a tag to what was pushed last, unless the repository keeps its tags where they are', async () => {
    await using world = await startRegistry();
    const [one, other] = [[[text('a', 'one')]], [[text('a', 'two')]]];
    for (const repository of ['web', 'still']) await world.push(one, { repository, tags: ['v1'] });
    const digest = await world.push(other, { tags: ['v1'] });
    expect(world.store.find('web', 'v1')?.digest).toBe(digest);
    expect(world.store.images('web').map(({ tags }) => tags)).toEqual([[], ['v1']]);
    await expect(world.push(other, { repository: 'still', tags: ['v1'] })).rejects.toMatchObject({
      code: 'TAG_INVALID',
    });
    await world.push(one, { repository: 'still', tags: ['v1'] });
  });

  it('lets images go as the lifecycle policy of the repository says, when another is pushed', async () => {
    const selection = { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 2 };
    await using world = await startRegistry({
      policies: { web: JSON.stringify({ rules: [{ rulePriority: 1, selection }] }) },
    });
    const digests: string[] = [];
    for (const content of ['1', '2', '3']) digests.push(await world.push([[text('a', content)]]));
    expect(world.gone).toEqual(digests.slice(0, 1));
    expect(world.store.images('web').map(({ digest }) => digest)).toEqual(digests.slice(1));
  });

  it('removes an image with its last tag', async () => {
    await using world = await startRegistry();
    const digest = await world.push([[text('a', 'one')]], { tags: ['v1', 'v2'] });
    await world.store.remove('web', 'v1');
    expect(world.store.find('web', digest)?.tags).toEqual(['v2']);
    await world.store.remove('web', 'v2');
    expect(world.store.find('web', digest)).toBeUndefined();
  });
});
