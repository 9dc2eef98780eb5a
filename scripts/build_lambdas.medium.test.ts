import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, it } from 'vitest';

const script = fileURLToPath(new URL('build_lambdas.mjs', import.meta.url));
const REAL = fileURLToPath(new URL('../infra/terraform/modules/compute/lambda', import.meta.url));
let folder = '';
const at = (name: string) => join(folder, name);
const build = () => {
  const { status, stderr } = spawnSync(process.execPath, [script], {
    env: { ...process.env, LAMBDA_FOLDER: folder },
    encoding: 'utf8',
  });
  return { status, stderr };
};
const inSeconds = (seconds: number) => Date.now() / 1000 + seconds;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lambdas-'));
  for (const name of ['authorizer', 'ecs_scheduler', 'wake'])
    writeFileSync(at(`${name}.ts`), `export const handler = async (): Promise<string> => '${name}';\n`);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('makes a zip of each Lambda that Node runs as CommonJS wherever it is unpacked', () => {
  expect(build().status).toBe(0);
  const entries = unzipSync(readFileSync(at('ecs_scheduler.zip')));
  expect(Object.keys(entries)).toEqual(['ecs_scheduler.js', 'package.json']);
  expect(Buffer.from(entries['ecs_scheduler.js'] ?? []).toString()).toContain('ecs_scheduler');
  expect(JSON.parse(Buffer.from(entries['package.json'] ?? []).toString())).toEqual({ type: 'commonjs' });
});

it('makes the same bytes again', () => {
  build();
  const before = readFileSync(at('wake.zip'));
  for (const name of ['wake.js', 'wake.zip']) rmSync(at(name));
  build();
  expect(readFileSync(at('wake.zip')).equals(before)).toBe(true);
});

it('does nothing when nothing changed', () => {
  build();
  const before = statSync(at('wake.zip')).mtimeMs;
  expect(build()).toEqual({ status: 0, stderr: '' });
  expect(statSync(at('wake.zip')).mtimeMs).toBe(before);
});

it('bundles again when a source changed', () => {
  build();
  writeFileSync(at('wake.ts'), "export const handler = async () => 'changed';\n");
  utimesSync(at('wake.ts'), inSeconds(5), inSeconds(5));
  expect(build().status).toBe(0);
  expect(readFileSync(at('wake.js'), 'utf8')).toContain('changed');
});

it('makes a zip again that an interrupted run left empty', () => {
  build();
  writeFileSync(at('wake.zip'), '');
  expect(build().status).toBe(0);
  expect(statSync(at('wake.zip')).size).toBeGreaterThan(22);
});

it("zips a bundle that somebody made by hand with the specification's own command", () => {
  writeFileSync(at('ecs_scheduler.js'), 'exports.handler = async () => "by hand";\n');
  utimesSync(at('ecs_scheduler.js'), inSeconds(5), inSeconds(5));
  expect(build().status).toBe(0);
  const entries = unzipSync(readFileSync(at('ecs_scheduler.zip')));
  expect(Buffer.from(entries['ecs_scheduler.js'] ?? []).toString()).toContain('by hand');
  expect(existsSync(at('wake.zip'))).toBe(true);
});

it('says in one sentence what is wrong with a source, and leaves no half bundle', () => {
  writeFileSync(at('wake.ts'), 'export const = ;\n');
  const { status, stderr } = build();
  expect(status).toBe(1);
  expect(stderr).toMatch(/could not be bundled[\s\S]*wake\.ts:1/);
  expect(existsSync(at('wake.zip'))).toBe(false);
});

it('keeps the real bundles below 700 kB', () => {
  const { status, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  for (const name of ['authorizer', 'ecs_scheduler', 'wake'])
    expect(statSync(join(REAL, `${name}.js`)).size, name).toBeLessThanOrEqual(700_000);
});
