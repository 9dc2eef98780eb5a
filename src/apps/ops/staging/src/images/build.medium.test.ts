import { describe, expect, it } from 'vitest';
import { fakeClone, fakeImages, fakeWatch } from '../rehearse/testing.ts';
import { type BuildOptions, buildImage } from './build.ts';

/** Builds the API of a clone whose build is this program; it is told the folder to fill. */
function building(program: string, signal = new AbortController().signal) {
  const config = fakeClone();
  config.write('src/apps/web-api/core/scripts/build-image.ts', `const [, , output] = process.argv;\n${program}`);
  const images = fakeImages();
  const watch = fakeWatch();
  const options: BuildOptions = { config, images, signal, onStart: watch.onStart };
  return { config, images, watch, built: buildImage('api', options) };
}

const fills = `
  const { mkdirSync } = require('node:fs');
  for (const name of ['0002_later', '0001_first']) mkdirSync(output + '/migrations/' + name, { recursive: true });`;

describe('a build', () => {
  it('is stored as an image, named by its digest and as the latest, with the migration that it needs', async () => {
    const { built, images, watch } = building(fills);
    const digest = `sha256:${'1'.padStart(64, '0')}`;
    expect(await built).toEqual({ service: 'api', digest, migration: '0002_later', commit: null });
    expect(images.added).toEqual(['bookmark-manager-staging-api']);
    expect(images.tags).toEqual(['bookmark-manager-staging-api:latest=1']);
    expect(watch.seen).toHaveLength(1);
  });

  it('needs no migration when it brings none', async () => {
    expect(await building('').built).toMatchObject({ migration: null });
  });

  it('that fails shows its own error and where the rest is, and is not stored', async () => {
    const { config, built, images } = building("console.log('compiling'); throw new TypeError('no such table');");
    await expect(built).rejects.toMatchObject({
      message: 'api could not be built:\n  TypeError: no such table',
      hint: `Every line of the build: ${config.rehearsalDirectory}/logs/build-api.log`,
      exitCode: 1,
    });
    expect(images.added).toEqual([]);
  });

  it('that fails because the disk is full says so', async () => {
    const { built } = building("console.error('Error: ENOSPC: no space left on device, write'); process.exit(1);");
    await expect(built).rejects.toThrow('api could not be built: there is no space left on the disk.');
  });

  it('that the user ends is ended, and is no failure', async () => {
    const ending = new AbortController();
    const { built, watch } = building('setInterval(() => undefined, 1000);', ending.signal);
    await expect.poll(() => watch.seen.length).toBe(1);
    ending.abort();
    await expect(built).rejects.toMatchObject({ exitCode: 130 });
  });
});
