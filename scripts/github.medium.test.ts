import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

type Comment = { id: number; body: string; user: { type: string } };
type Ended = { code: number; stdout: string; stderr: string };

const TOKEN = 'ghs_secret';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'github-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the comment of a plan', () => {
  it('is made the first time, and updated from then on', async () => {
    await using github = await fakeGithub([person('<!-- staging plan --> said by a person')]);
    expect(await comment(github, '### 1 to add\n')).toMatchObject({ code: 0, stdout: 'The comment was made.\n' });
    expect(await comment(github, '### 2 to add\n')).toMatchObject({ code: 0, stdout: 'The comment was updated.\n' });
    expect(github.comments.map(({ body }) => body)).toEqual([
      '<!-- staging plan --> said by a person',
      '<!-- staging plan -->\n### 2 to add\n',
    ]);
  });

  it('is found behind a hundred others', async () => {
    const others = Array.from({ length: 100 }, () => person('looks good'));
    await using github = await fakeGithub([
      ...others,
      { ...person('<!-- staging plan -->\nold'), user: { type: 'Bot' } },
    ]);
    await comment(github, 'new');
    expect(github.comments).toHaveLength(101);
    expect(github.comments[100]?.body).toBe('<!-- staging plan -->\nnew');
  });

  it('says where the run is when there is no plan', async () => {
    await using github = await fakeGithub([]);
    await comment(github, undefined);
    expect(github.comments[0]?.body).toContain('### No plan');
    expect(github.comments[0]?.body).toContain('https://github.example/owner/name/actions/runs/7');
  });

  it('stays below what GitHub takes', async () => {
    await using github = await fakeGithub([]);
    await comment(github, 'x'.repeat(100_000));
    expect(github.comments[0]?.body.length).toBeLessThan(65_536);
    expect(github.comments[0]?.body).toContain('[the rest](https://github.example/owner/name/actions/runs/7)');
  });

  it('fails with what GitHub answered, without the token', async () => {
    await using github = await fakeGithub([]);
    const ended = await run('comment.mjs', [join(folder, 'plan.md')], { ...settings(github), GITHUB_TOKEN: 'wrong' });
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('GitHub answers 401 to GET /issues/12/') });
    expect(ended.stderr).not.toContain('wrong');
  });
});

describe('the runner that builds', () => {
  it('has the architecture of the committed shape', async () => {
    expect((await run('runner.mjs', [])).stdout).toMatch(/^runner=ubuntu-24\.04(-arm)?\n$/);
  });

  it.each([
    ['ARM64', { code: 0, stdout: 'runner=ubuntu-24.04-arm\n' }],
    ['X86_64', { code: 0, stdout: 'runner=ubuntu-24.04\n' }],
    ['RISCV', { code: 1, stderr: expect.stringContaining('ARM64 or X86_64 is expected') }],
  ])('for %s', async (cpu_architecture, ended) => {
    writeFileSync(join(folder, 'env.hcl'), 'locals {\n  committed_shape = "lean"\n}\n');
    writeFileSync(join(folder, 'shapes.json'), JSON.stringify({ shapes: { lean: { cpu_architecture } } }));
    expect(await run('runner.mjs', [folder])).toMatchObject(ended);
  });
});

const person = (body: string): Comment => ({ id: 0, body, user: { type: 'User' } });

/** The part of GitHub's API that knows comments. */
async function fakeGithub(before: Comment[]) {
  const comments = before.map((each, index) => ({ ...each, id: index + 1 }));
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://github');
    const answer = (status: number, content: unknown) => response.writeHead(status).end(JSON.stringify(content));
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return answer(401, {});
    if (request.method === 'GET') {
      const page = Number(url.searchParams.get('page'));
      return answer(200, comments.slice((page - 1) * 100, page * 100));
    }
    const { body } = JSON.parse(await read(request));
    const id = Number(/^\/repos\/owner\/name\/issues\/comments\/(\d+)$/.exec(url.pathname)?.[1]);
    const known = comments.find((each) => each.id === id);
    if (request.method === 'PATCH' && known) known.body = body;
    else if (request.method === 'POST' && url.pathname === '/repos/owner/name/issues/12/comments')
      comments.push({ id: comments.length + 1, body, user: { type: 'Bot' } });
    else return answer(404, {});
    return answer(200, {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    comments,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const settings = (github: { url: string }) => ({
  GITHUB_API_URL: github.url,
  GITHUB_SERVER_URL: 'https://github.example',
  GITHUB_REPOSITORY: 'owner/name',
  GITHUB_RUN_ID: '7',
  GITHUB_TOKEN: TOKEN,
  PULL_REQUEST: '12',
});

function comment(github: { url: string }, report: string | undefined): Promise<Ended> {
  const file = join(folder, 'plan.md');
  if (report !== undefined) writeFileSync(file, report);
  return run('comment.mjs', [file], settings(github));
}

async function run(script: string, args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const file = fileURLToPath(new URL(`github/${script}`, import.meta.url));
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [file, ...args], { env })) };
  } catch (error) {
    const { code, stdout, stderr } = error as Ended;
    return { code, stdout, stderr };
  }
}

async function read(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}
