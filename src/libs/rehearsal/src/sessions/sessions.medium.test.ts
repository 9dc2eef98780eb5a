import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { ExecuteCommandCommand } from '@aws-sdk/client-ecs';
import { ResumeSessionCommand, StartSessionCommand, TerminateSessionCommand } from '@aws-sdk/client-ssm';
import { openCommandSession, openPortSession, ProtocolError } from '@bookmark-manager/sessions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, startSessions } from './testing.ts';

const FILE = randomBytes(1024 * 1024);
const PATIENT = { timeout: 60_000 };
const digest = (data: Buffer) => createHash('sha256').update(data).digest('hex');

let world: Awaited<ReturnType<typeof startSessions>>;
let files: Awaited<ReturnType<typeof listen>>;
let echo: Awaited<ReturnType<typeof listen>>;

beforeAll(async () => {
  // A request of one line is answered by the file, as a download is.
  files = await listen((socket) => socket.once('data', () => socket.end(FILE)));
  echo = await listen((socket) => socket.pipe(socket));
  world = await startSessions(async (_, host, port) => {
    if (host === 'files.internal') return { host: '127.0.0.1', port: files.port };
    if (host === 'echo.internal') return { host: '127.0.0.1', port: echo.port };
    if (host === 'dead.internal') return { host: '127.0.0.1', port: 1 };
    return { refused: `no security group lets it reach ${host}:${port}` };
  });
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  for (const server of [files, echo]) server.close();
});

async function startSession(host: string, DocumentName = 'AWS-StartPortForwardingSessionToRemoteHost') {
  const Parameters = { host: [host], portNumber: ['5432'], localPortNumber: ['0'] };
  const {
    SessionId = '',
    StreamUrl = '',
    TokenValue = '',
  } = await world.aws.ssm.send(new StartSessionCommand({ Target: world.target, DocumentName, Parameters }));
  return { SessionId, offer: { streamUrl: StreamUrl, token: TokenValue } };
}

/** A port of this machine that a session forwards. */
async function tunnel(host: string) {
  const { SessionId, offer } = await startSession(host);
  let refusals = 0;
  const session = await openPortSession({
    offer,
    refused: () => {
      refusals += 1;
    },
    resume: async () => {
      const again = await world.aws.ssm.send(new ResumeSessionCommand({ SessionId })).catch(() => undefined);
      return again?.StreamUrl ? { streamUrl: again.StreamUrl, token: again.TokenValue ?? '' } : undefined;
    },
  });
  const server = await listen((socket) => session.carry(socket));
  return {
    SessionId,
    session,
    port: server.port,
    refusals: () => refusals,
    async [Symbol.asyncDispose]() {
      await session[Symbol.asyncDispose]();
      server.close();
    },
  };
}

async function download(port: number): Promise<Buffer> {
  const socket = connect(port, '127.0.0.1');
  socket.write('GET\n');
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

describe('a forwarded port', () => {
  it('carries a megabyte as it is, three times at once', async () => {
    await using opened = await tunnel('files.internal');
    const got = await Promise.all([1, 2, 3].map(() => download(opened.port)));
    expect(got.map(digest)).toEqual(Array(3).fill(digest(FILE)));
  });

  it('carries both ways at once, however slowly it is read', async () => {
    await using opened = await tunnel('echo.internal');
    const socket = connect(opened.port, '127.0.0.1');
    socket.write(FILE);
    const chunks: Buffer[] = [];
    let length = 0;
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      length += chunk.length;
      socket.pause();
      setImmediate(() => socket.resume());
      if (length === FILE.length) socket.end();
    });
    await once(socket, 'close');
    expect(digest(Buffer.concat(chunks))).toBe(digest(FILE));
  });

  it('goes on over another connection when its own is lost', async () => {
    await using opened = await tunnel('echo.internal');
    const socket = connect(opened.port, '127.0.0.1');
    socket.write('before ');
    expect(String((await once(socket, 'data'))[0])).toBe('before ');
    world.breakChannels();
    socket.write('after');
    expect(String((await once(socket, 'data'))[0])).toBe('after');
    socket.destroy();
  });

  it.each([
    ['where nothing listens', 'dead.internal', 'nothing listens there'],
    ['that no security group allows', 'db.internal', 'no security group lets it reach db.internal:5432'],
  ])('to a place %s is refused, and says so', async (_, host, why) => {
    await using opened = await tunnel(host);
    const socket = connect(opened.port, '127.0.0.1').on('error', () => undefined);
    await once(socket, 'close');
    await expect.poll(opened.refusals, PATIENT).toBe(1);
    expect(world.events.recent().map(({ text }) => text)).toContain(`cannot connect to ${host}:5432: ${why}`);
  });

  it('ends when it is terminated', async () => {
    await using opened = await tunnel('echo.internal');
    await world.aws.ssm.send(new TerminateSessionCommand({ SessionId: opened.SessionId }));
    expect(await opened.session.ended).toContain('it was terminated');
  });
});

describe('a session', () => {
  it.each([
    ['of an unknown document', { DocumentName: 'Mine' }, 'InvalidDocument'],
    ['without a port', { Parameters: { host: ['db.internal'] } }, 'InvalidParameters'],
    ['of a task that does not run', { Target: 'ecs:staging-cluster_0a_0a-1' }, 'TargetNotConnected'],
  ])('%s is refused as AWS does', async (_, change, name) => {
    const input = {
      Target: world.target,
      DocumentName: 'AWS-StartPortForwardingSessionToRemoteHost',
      Parameters: { host: ['db.internal'], portNumber: ['5432'] },
      ...change,
    };
    await expect(world.aws.ssm.send(new StartSessionCommand(input))).rejects.toMatchObject({ name });
  });

  it('is not had with another token', async () => {
    const { offer } = await startSession('echo.internal');
    const resume = async () => undefined;
    const guessed = { ...offer, token: randomBytes(48).toString('base64') };
    await expect(openPortSession({ offer: guessed, resume, refused: () => undefined })).rejects.toThrow(ProtocolError);
  });
});

describe('a command in a task', () => {
  async function execute(command: string) {
    const { session } = await world.aws.ecs.send(
      new ExecuteCommandCommand({ cluster: 'staging-cluster', task: world.task.arn, command, interactive: true }),
    );
    let printed = '';
    const opened = await openCommandSession({
      offer: { streamUrl: session?.streamUrl ?? '', token: session?.tokenValue ?? '' },
      resume: async () => undefined,
      printed: (data) => {
        printed += data;
      },
    });
    return { opened, printed: () => printed };
  }

  it('has its environment and a terminal of the size that it is told', async () => {
    const { opened, printed } = await execute(`/bin/sh -c 'read line; echo "$GREETING"; stty size'`);
    opened.resize({ cols: 101, rows: 37 });
    opened.write(Buffer.from('go\n'));
    expect(await opened.ended).toContain('the command has ended');
    expect(printed()).toBe('go\r\nfrom the task\r\n37 101\r\n');
  });

  it('gets Ctrl-C as a key', async () => {
    const { opened, printed } = await execute(
      `/bin/sh -c 'trap "echo caught; exit" INT; echo ready; while :; do sleep 0.1; done'`,
    );
    await expect.poll(printed, PATIENT).toContain('ready');
    opened.write(Buffer.from('\x03'));
    await opened.ended;
    expect(printed()).toContain('caught');
  });

  it('is ended with the session', async () => {
    const { opened, printed } = await execute(`/bin/sh -c 'echo $$; exec sleep 600'`);
    await expect.poll(printed, PATIENT).toMatch(/\d+\r\n/);
    await opened[Symbol.asyncDispose]();
    const pid = Number.parseInt(printed(), 10);
    await expect.poll(() => isAlive(pid), PATIENT).toBe(false);
  });

  it('is ended when its task stops', async () => {
    const { opened } = await execute('sleep 600');
    world.stopTask();
    expect(await opened.ended).toContain('its task has stopped');
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
