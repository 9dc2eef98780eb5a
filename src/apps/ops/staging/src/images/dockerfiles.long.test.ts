import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { manifestSchema, readBlob } from '@bookmark-manager/oci';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import type { Service } from '../names.ts';
import { labelsOf, madeOf } from './sources.ts';
import { engineWithBase } from './testing-engine.ts';
import { makeWithEngine } from './with-engine.ts';

const ROOT = resolve(import.meta.dirname, '../../../../../..');
const SERVES = { web: { program: 'server.js', port: 3961 }, api: { program: 'main.js', port: 3962 } } as const;

let engine: Awaited<ReturnType<typeof engineWithBase>>;
let layout: string;
beforeAll(async () => {
  engine = await engineWithBase(ROOT);
  layout = mkdtempSync(join(tmpdir(), 'staging-dockerfiles-'));
});
afterAll(() => {
  engine?.[Symbol.dispose]();
  rmSync(layout, { recursive: true, force: true });
});

async function build(service: Service, architecture: 'arm64' | 'amd64', tag: string) {
  const config = { ...readConfig({ ...process.env, ...engine.environment }), root: ROOT };
  const { signal } = new AbortController();
  const made = await madeOf(service, ROOT);
  const {
    image: { digest },
  } = await makeWithEngine(service, layout, made, {
    config,
    signal,
    engine: 'buildah',
    architecture,
    tag,
  });
  const { config: about } = manifestSchema.parse(JSON.parse((await readBlob(layout, digest)).toString()));
  const image: unknown = JSON.parse((await readBlob(layout, about.digest)).toString());
  return { digest, made, image };
}

/** With the real engine, on a base made of the project's own Node: see docs/proof.md. */
describe.each(['api', 'web'] as const)('the Dockerfile of %s', (service) => {
  it('builds for ARM64 with nothing of ARM64 run, the same twice', async () => {
    const first = await build(service, 'arm64', 'first');
    expect(first.image).toMatchObject({
      architecture: 'arm64',
      config: {
        User: '1000',
        Labels: labelsOf(service, first.made),
        Healthcheck: { Test: ['CMD', 'node', 'health.js'] },
      },
    });
    const second = await build(service, 'arm64', 'second');
    expect(second.digest).toBe(first.digest);
  });

  it('makes what serves as nobody in particular, and ends on SIGTERM', async () => {
    await build(service, 'amd64', 'here');
    const container = await engine.buildah(
      'from',
      '--arch',
      'amd64',
      `localhost/bookmark-manager-staging-${service}:here`,
    );
    const files = await engine.buildah('mount', container);
    const { port, program } = SERVES[service];
    const child = start(files, program, port);
    try {
      await expect.poll(() => health(port), { timeout: 60_000, interval: 200 }).toBe(200);
      const ended = new Promise((done) => child.once('exit', (code) => done(code)));
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
    } finally {
      child.kill('SIGKILL');
      await engine.buildah('umount', container);
    }
  });
});

const health = (port: number) =>
  fetch(`http://127.0.0.1:${port}/health`).then(
    ({ status }) => status,
    () => undefined,
  );

/** As ECS does it: the image's files are all that it sees, and its user is not root. */
function start(files: string, program: string, port: number): ChildProcess {
  const env = {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    PORT: String(port),
    HOST: '127.0.0.1',
    DRAIN_SECONDS: '0',
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    API_ORIGIN: 'http://127.0.0.1:1',
  };
  const typed = ['--userspec=1000:1000', files, 'sh', '-c', `cd /app && exec node ${program}`];
  return spawn('chroot', typed, { env, stdio: 'inherit' });
}
