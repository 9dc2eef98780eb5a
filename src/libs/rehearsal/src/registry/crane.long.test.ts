import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeImage, writeLayer } from '@bookmark-manager/oci';
import { expect, it, onTestFinished } from 'vitest';
import { architecture } from './pull.ts';
import { startRegistry, text } from './testing.ts';

const TOOLS = join(import.meta.dirname, '../../../../../node_modules/.cache/bookmark-manager/tools.json');
const CRANE: string = JSON.parse(readFileSync(TOOLS, 'utf8')).crane;

/** crane as a person types it, with a home of its own. */
function craneAt(home: string) {
  return async (args: string[], input = ''): Promise<string> => {
    const running = promisify(execFile)(CRANE, args, { env: { HOME: home, DOCKER_CONFIG: home } });
    running.child.stdin?.end(input);
    return (await running).stdout.trim();
  };
}

it('crane logs in, pushes what is left in a layout, tags it, validates it and pulls the same', async () => {
  const home = mkdtempSync(join(tmpdir(), 'crane-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  await using world = await startRegistry();
  const crane = craneAt(home);
  const place = new URL(world.registry.address).host;
  const [, password = ''] = Buffer.from(world.registry.token, 'base64').toString().split(':');

  const layout = join(home, 'layout');
  const layers = [await writeLayer(layout, [text('main.js', 'serve()')], { mtime: 0 })];
  const { image } = await writeImage(layout, { layers, config: { architecture: architecture(), os: 'linux' } });

  await expect(crane(['push', layout, `${place}/web:v1`])).rejects.toThrow(/unauthorized/i);
  await crane(['auth', 'login', '--username', 'AWS', '--password-stdin', place], password);
  expect(await crane(['push', layout, `${place}/web:v1`])).toBe(`${place}/web@${image.digest}`);
  await crane(['tag', `${place}/web:v1`, 'v2']);
  expect((await crane(['ls', `${place}/web`])).split('\n')).toEqual(['v1', 'v2']);
  expect(await crane(['validate', '--remote', `${place}/web:v2`])).toMatch(/^PASS/);
  await crane(['pull', '--format', 'oci', `${place}/web@${image.digest}`, join(home, 'pulled')]);
  const blobs = (folder: string) => readdirSync(join(folder, 'blobs/sha256')).sort();
  expect(blobs(join(home, 'pulled'))).toEqual(blobs(layout));
  await expect(crane(['push', layout, `${place}/none:v1`])).rejects.toThrow(/NAME_UNKNOWN/);
  expect((await world.images.pull(`${place}/web:v2`)).digest).toBe(image.digest);
});
