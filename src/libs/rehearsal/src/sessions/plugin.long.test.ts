import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { ExecuteCommandCommand } from '@aws-sdk/client-ecs';
import { StartSessionCommand } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, startSessions } from './testing.ts';

/** AWS's own client, as set-up found or built it (`scripts/setup/session_plugin.mjs`). */
const TOOLS = new URL('../../../../../node_modules/.cache/bookmark-manager/tools.json', import.meta.url);
const TERMINAL = fileURLToPath(new URL('terminal.py', import.meta.url));
const FILE = randomBytes(3 * 1024 * 1024);
const PATIENT = { timeout: 20_000 };
const digest = (data: Buffer) => createHash('sha256').update(data).digest('hex');

let plugin: string;
let world: Awaited<ReturnType<typeof startSessions>>;
let files: Awaited<ReturnType<typeof listen>>;

beforeAll(async () => {
  plugin = (JSON.parse(readFileSync(TOOLS, 'utf8')) as { sessionPlugin: string }).sessionPlugin;
  files = await listen((socket) => socket.once('data', () => socket.end(FILE)));
  world = await startSessions(async (_, host) =>
    host === 'files.internal' ? { host: '127.0.0.1', port: files.port } : { refused: 'nobody is there' },
  );
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  files.close();
});

/** Runs the plugin as the aws CLI does: with the answer, and with the request that it was given for. */
async function forward(host: string) {
  const probe = await listen(() => undefined);
  const port = probe.port;
  await new Promise((resolve) => probe.close(resolve));
  const request = {
    Target: world.target,
    DocumentName: 'AWS-StartPortForwardingSessionToRemoteHost',
    Parameters: { host: [host], portNumber: ['5432'], localPortNumber: [String(port)] },
  };
  const { SessionId, TokenValue, StreamUrl } = await world.aws.ssm.send(new StartSessionCommand(request));
  const answer = JSON.stringify({ SessionId, TokenValue, StreamUrl });
  const child = spawn(plugin, [answer, 'ap-northeast-1', 'StartSession', '', JSON.stringify(request), world.endpoint], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      output += data;
    });
  await expect.poll(() => output, PATIENT).toContain('Waiting for connections');
  return { child, port, output: () => output };
}

async function download(port: number): Promise<Buffer> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  socket.write('GET\n');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  await once(socket, 'close');
  return Buffer.concat(chunks);
}

describe("AWS's own client", () => {
  it('carries three megabytes as they are, three times at once, until Ctrl-C', async () => {
    const { child, port } = await forward('files.internal');
    const got = await Promise.all([1, 2, 3].map(() => download(port)));
    expect(got.map(digest)).toEqual(Array(3).fill(digest(FILE)));
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    await ended;
    await expect.poll(() => world.part.picture(), PATIENT).toEqual([]);
    expect(world.events.recent().map(({ text }) => text)).toContain('ended: its client ended it');
  });

  it('is told that nobody is there', async () => {
    const { child, port, output } = await forward('nobody.internal');
    await download(port);
    await expect.poll(output, PATIENT).toContain('Connection to destination port failed');
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    await ended;
  });

  it('runs a command in the task, with its keys and its output', async () => {
    const { session } = await world.aws.ecs.send(
      new ExecuteCommandCommand({
        cluster: 'staging-cluster',
        task: world.task.arn,
        command: `/bin/sh -c 'read line; echo "$GREETING: $line"'`,
        interactive: true,
      }),
    );
    const answer = { SessionId: session?.sessionId, TokenValue: session?.tokenValue, StreamUrl: session?.streamUrl };
    const request = JSON.stringify({ Target: world.target });
    const args = [JSON.stringify(answer), 'ap-northeast-1', 'StartSession', '', request, world.endpoint];
    // It wants a terminal of its own.
    const child = spawn('python3', [TERMINAL, plugin, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (data) => {
      output += data;
    });
    await expect.poll(() => output, PATIENT).toContain('Starting session');
    const keys = Buffer.from('hello\r');
    child.stdin.write(Buffer.concat([Buffer.from([0, 0, 0, 0, keys.length]), keys]));
    await expect.poll(() => output, PATIENT).toContain('from the task: hello');
    await once(child, 'exit');
  });
});
