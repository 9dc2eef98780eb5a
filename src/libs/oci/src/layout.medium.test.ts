import { execFile } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  blobFile,
  configSchema,
  digestOf,
  folderEntries,
  importArchive,
  manifestSchema,
  nameOf,
  readBlob,
  readLayout,
  textEntry,
  writeImage,
  writeLayer,
} from './index.ts';

const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'oci-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
};
const tar = async (...args: string[]) =>
  (await promisify(execFile)('tar', args, { env: { TZ: 'UTC', LC_ALL: 'C.UTF-8' } })).stdout;
const LONG = `${'a-very-long-name/'.repeat(12)}page.js`;

function written() {
  const path = folder();
  for (const name of [LONG, '日本語.txt', 'run.sh']) {
    mkdirSync(join(path, name, '..'), { recursive: true });
    writeFileSync(join(path, name), `this is ${name}\n`);
  }
  chmodSync(join(path, 'run.sh'), 0o700);
  symlinkSync('run.sh', join(path, 'link'));
  return path;
}

describe('a layer', () => {
  it('is an archive that tar reads, with settled modes and times', async () => {
    const layout = folder();
    const { blob } = await writeLayer(layout, folderEntries(written(), 'app'), { mtime: 1_700_000_000 });
    const listed = await tar('--list', '--verbose', '--numeric-owner', `--file=${blobFile(layout, blob.digest)}`);
    expect(listed).toMatch(/^-rwxr-xr-x 0\/0 +15 2023-11-14 22:13 app\/run\.sh$/m);
    expect(listed).toMatch(/^lrwxrwxrwx 0\/0 +0 2023-11-14 22:13 app\/link -> run\.sh$/m);
    expect(listed).toContain(`app/${LONG}\n`);
    const out = folder();
    await tar('--extract', `--file=${blobFile(layout, blob.digest)}`, `--directory=${out}`);
    for (const name of [LONG, '日本語.txt'])
      expect(readFileSync(join(out, 'app', name), 'utf8')).toBe(`this is ${name}\n`);
  });

  it('of the same files is the same, whenever and wherever they were made', async () => {
    const [one, other] = [written(), written()];
    utimesSync(join(one, 'run.sh'), 1, 1);
    chmodSync(join(one, 'run.sh'), 0o711);
    const layers = await Promise.all(
      [one, other].map((path) => writeLayer(folder(), folderEntries(path), { mtime: 5 })),
    );
    expect(layers[0]).toEqual(layers[1]);
  });

  it('is refused when a file is not what it was said to be', async () => {
    const entry = { ...textEntry('a', 'four'), size: 5 };
    await expect(writeLayer(folder(), [entry], { mtime: 0 })).rejects.toThrow('a changed while it was read');
  });
});

describe('an image', () => {
  it('is found in its layout, with the digest of its manifest and what its layers hold', async () => {
    const layout = folder();
    const layer = await writeLayer(layout, [textEntry('a', 'b')], { mtime: 0 });
    const config = { architecture: 'arm64', os: 'linux', config: { Cmd: ['node'] } };
    const { image, bytes } = await writeImage(layout, { layers: [layer], config, name: 'v1' });
    const found = await readLayout(layout);
    expect(found).toEqual(image);
    expect([found && nameOf(found), image.platform]).toEqual(['v1', { architecture: 'arm64', os: 'linux' }]);
    const text = await readBlob(layout, image.digest);
    expect(digestOf(text)).toBe(image.digest);
    const manifest = manifestSchema.parse(JSON.parse(text.toString()));
    expect(bytes).toBe(manifest.config.size + layer.blob.size);
    const read = configSchema.parse(JSON.parse((await readBlob(layout, manifest.config.digest)).toString()));
    expect(read.rootfs.diff_ids).toEqual([layer.diffId]);
  });

  it('is taken out of the archive that docker, podman and buildah save, its layers compressed', async () => {
    const archive = folder();
    const contents = written();
    await tar('--create', `--file=${join(archive, 'layer.tar')}`, `--directory=${contents}`, '.');
    const diffId = digestOf(readFileSync(join(archive, 'layer.tar')));
    const config = { architecture: 'arm64', os: 'linux', rootfs: { type: 'layers', diff_ids: [diffId] } };
    writeFileSync(join(archive, 'config.json'), JSON.stringify(config));
    const saved = [{ Config: 'config.json', RepoTags: ['web:v1'], Layers: ['layer.tar'] }];
    writeFileSync(join(archive, 'manifest.json'), JSON.stringify(saved));
    const [one, other] = [folder(), folder()];
    const { image } = await importArchive(archive, one, 'v1');
    expect((await importArchive(archive, other, 'v1')).image).toEqual(image);
    const manifest = manifestSchema.parse(JSON.parse((await readBlob(one, image.digest)).toString()));
    const [layer] = manifest.layers;
    expect(await tar('--list', `--file=${blobFile(one, layer?.digest ?? '')}`)).toContain('./日本語.txt');
    expect(manifest.config.digest).toBe(digestOf(JSON.stringify(config)));
  });
});
