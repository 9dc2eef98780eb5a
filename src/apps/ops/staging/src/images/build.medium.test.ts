import { configSchema, manifestSchema, readBlob } from '@bookmark-manager/oci';
import { describe, expect, it } from 'vitest';
import { fakeClone, fakeWatch } from '../rehearse/testing.ts';
import { temporaryFolder } from '../testing.ts';
import { ownArchitecture } from './architecture.ts';
import { type BuildOptions, buildImage } from './build.ts';

const target = { kind: 'rehearsal' } as BuildOptions['target'];

/** Builds the API of a clone whose build is this program; it is told the folder to fill. */
function building(program: string, signal = new AbortController().signal) {
  const config = fakeClone();
  config.write('src/apps/web-api/core/scripts/build-image.ts', `const [, , output] = process.argv;\n${program}`);
  for (const name of ['0002_later', '0001_first']) config.write(`src/libs/prisma/migrations/${name}/migration.sql`, '');
  const watch = fakeWatch();
  const layout = temporaryFolder();
  const build = () => buildImage('api', { config, target, layout, signal, onStart: watch.onStart });
  return { config, watch, layout, build };
}

const fills = `
  const { mkdirSync, writeFileSync } = require('node:fs');
  mkdirSync(output + '/deep', { recursive: true });
  writeFileSync(output + '/main.js', 'serve()');
  writeFileSync(output + '/deep/' + 'long'.repeat(40), String(Math.random() > 2));`;

describe('a build', () => {
  it('is an image for this machine that says what it is of and how it is run', async () => {
    const { build, layout, watch } = building(fills);
    const built = await build();
    expect(built).toMatchObject({
      service: 'api',
      migration: '0002_later',
      commit: null,
      madeBy: expect.stringContaining('own Node'),
    });
    const manifest = manifestSchema.parse(JSON.parse((await readBlob(layout, built.image.digest)).toString()));
    const config = configSchema.parse(JSON.parse((await readBlob(layout, manifest.config.digest)).toString()));
    expect(config).toMatchObject({
      architecture: ownArchitecture(),
      os: 'linux',
      config: { User: '1000', WorkingDir: '/app', Cmd: ['node', 'main.js'] },
    });
    expect(config.config?.Labels).toEqual({
      'org.opencontainers.image.title': 'bookmark-manager-staging-api',
      'bookmark-manager.migration': '0002_later',
    });
    expect(config.rootfs.diff_ids).toHaveLength(2);
    expect(watch.seen).toHaveLength(1);
  });

  it('of the same sources has the same digest', async () => {
    const [one, other] = [await building(fills).build(), await building(fills).build()];
    expect(one.image.digest).toBe(other.image.digest);
    expect((await building(`${fills}\nwriteFileSync(output + '/more', '');`).build()).image.digest).not.toBe(
      one.image.digest,
    );
  });

  it('that fails shows its own error and where the rest is', async () => {
    const { config, build } = building("console.log('compiling'); throw new TypeError('no such table');");
    await expect(build()).rejects.toMatchObject({
      message: 'api could not be built:\n  TypeError: no such table',
      hint: `Every line of the build: ${config.rehearsalDirectory}/logs/build-api.log`,
      exitCode: 1,
    });
  });

  it('that fails because the disk is full says so', async () => {
    const { build } = building("console.error('Error: ENOSPC: no space left on device, write'); process.exit(1);");
    await expect(build()).rejects.toThrow('api could not be built: there is no space left on the disk.');
  });

  it('that the user ends is ended, and is no failure', async () => {
    const ending = new AbortController();
    const { build, watch } = building('setInterval(() => undefined, 1000);', ending.signal);
    const built = build();
    await expect.poll(() => watch.seen.length).toBe(1);
    ending.abort();
    await expect(built).rejects.toMatchObject({ exitCode: 130 });
  });
});
