import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, manifestSchema, readBlob } from '@bookmark-manager/oci';
import { describe, expect, it } from 'vitest';
import { fakeClone } from '../rehearse/testing.ts';
import { temporaryFolder } from '../testing.ts';
import { buildImage } from './build.ts';
import { ENGINES, findEngine } from './engines.ts';

/** A folder of programs for PATH: engines that answer, or do not. Those that do note what they are told, and save an archive. */
function engines(answering: readonly string[], silent: readonly string[] = []) {
  const folder = temporaryFolder();
  const calls = join(folder, 'calls');
  writeFileSync(calls, '');
  const program = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o755);
  };
  // what a build itself needs, and no engine that this machine may have
  for (const name of ['tar', 'git']) symlinkSync(`/usr/bin/${name}`, join(folder, name));
  for (const name of silent) program(name, '#!/bin/sh\nexit 1\n');
  for (const name of answering) program(name, `#!${process.execPath}\n${ENGINE(calls)}`);
  return {
    environment: { PATH: folder },
    calls: () => readFileSync(calls, 'utf8').trim().split('\n'),
  };
}

const config = { architecture: 'arm64', os: 'linux', rootfs: { type: 'layers', diff_ids: [digestOf('')] } };
const ENGINE = (calls: string) => `
const { appendFileSync, mkdtempSync, writeFileSync } = require('node:fs');
const { execFileSync } = require('node:child_process');
const [, , ...args] = process.argv;
appendFileSync(${JSON.stringify(calls)}, args.join(' ') + '\\n');
const file = args[0] === 'push' ? args[2].split(':')[1] : args[args.indexOf('--output') + 1];
if (args[0] === 'save' || args[0] === 'push') {
  const folder = mkdtempSync(file + '-');
  writeFileSync(folder + '/layer.tar', Buffer.alloc(1024));
  writeFileSync(folder + '/config.json', ${JSON.stringify(JSON.stringify(config))});
  writeFileSync(folder + '/manifest.json', JSON.stringify([{ Config: 'config.json', RepoTags: [], Layers: ['layer.tar'] }]));
  execFileSync('tar', ['-cf', file, '-C', folder, '.']);
}`;

/** A clone whose committed shape is for ARM64. */
function clone(environment: Record<string, string>) {
  const made = fakeClone(environment);
  for (const file of ['shapes.json', 'env.hcl']) {
    const real = join(import.meta.dirname, '../../../../../../infra/terraform/envs/staging', file);
    made.write(`infra/terraform/envs/staging/${file}`, readFileSync(real, 'utf8'));
  }
  mkdirSync(join(made.root, 'src/libs/prisma/migrations/0001_first'), { recursive: true });
  return made;
}

describe('for AWS an image is built', () => {
  it.each([
    ['docker', /^save --output \S+\/image\.tar bookmark-manager-staging-api:v1$/],
    [
      'buildah',
      /^push bookmark-manager-staging-api:v1 docker-archive:\S+\/image\.tar:bookmark-manager-staging-api:v1$/,
    ],
    ['podman', /^save --format docker-archive --output \S+\/image\.tar bookmark-manager-staging-api:v1$/],
  ])('with %s, by its Dockerfile, for the architecture of the shape', async (name, saves) => {
    const { environment, calls } = engines([name]);
    const layout = temporaryFolder();
    const { signal } = new AbortController();
    const target = { kind: 'aws' } as const;
    const built = await buildImage('api', { config: clone(environment), target, layout, tag: 'v1', signal });
    expect(built).toMatchObject({ madeBy: name, architecture: 'arm64', migration: '0001_first' });
    const manifest = manifestSchema.parse(JSON.parse((await readBlob(layout, built.image.digest)).toString()));
    expect(manifest.config.digest).toBe(digestOf(JSON.stringify(config)));
    const [, builds, saved] = calls();
    expect(builds).toMatch(
      /^build (--format docker --timestamp=0 )?--platform linux\/arm64 --build-arg SOURCE_DATE_EPOCH=0 --build-arg COMMIT=unknown --build-arg MIGRATION=0001_first --file src\/apps\/web-api\/core\/Dockerfile --tag bookmark-manager-staging-api:v1 \.$/,
    );
    expect(saved).toMatch(saves);
  });
});

describe('the engine', () => {
  it('is the first that answers', async () => {
    expect(await findEngine(engines(['podman', 'buildah'], ['docker']).environment)).toBe('buildah');
  });

  it('is missed with what to do, and the one is named that is there and does not answer', async () => {
    await expect(findEngine({ PATH: '/nowhere' })).rejects.toMatchObject({
      message: 'There is no docker, buildah or podman that could build the image.',
      hint: expect.stringContaining('staging build, without --aws'),
    });
    await expect(findEngine({ ...engines([], ['docker']).environment })).rejects.toThrow(
      '(docker is here, and no engine answers)',
    );
  });

  it('docker leaves out what would make each build another image', () => {
    expect(ENGINES.docker.environment).toMatchObject({ BUILDX_NO_DEFAULT_ATTESTATIONS: '1' });
  });
});
