import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sayTarget } from '@bookmark-manager/sessions';
import { createClients } from '../aws.ts';
import { createClock, createPace } from '../clock/index.ts';
import { createEvents } from '../events.ts';
import { createProcesses } from '../processes/index.ts';
import type { Forward, Request } from '../relay/types.ts';
import { answerJson } from '../relay/wire.ts';
import { createStore } from '../store.ts';
import { newTask } from '../tasks/new-task.ts';
import type { RunningContainer } from '../tasks/run/container.ts';
import { runtimeIdOf } from '../tasks/runtime-id.ts';
import { createSessions } from './index.ts';
import type { Reach } from './reach.ts';

const REGION = 'ap-northeast-1';
const CLUSTER = `arn:aws:ecs:${REGION}:123456789012:cluster/staging-cluster`;

/** The sessions part with one task that runs; its API answers on a port of its own. Nothing of an emulator is needed. */
export async function startSessions(reach: Reach) {
  await using stack = new AsyncDisposableStack();
  const directory = stack.adopt(mkdtempSync(join(tmpdir(), 'sessions-')), (path) =>
    rmSync(path, { recursive: true, force: true }),
  );
  const clock = createClock();
  const events = createEvents(clock);
  const processes = stack.use(await createProcesses({ directory: join(directory, 'processes'), limits: 'off' }));
  const stopped = Promise.withResolvers<void>();
  const task = newTask({
    clusterArn: CLUSTER,
    taskDefinitionArn: 'tunnel:1',
    group: 'family:tunnel',
    createdAt: 0,
    enableExecuteCommand: true,
  });
  task.lastStatus = 'RUNNING';
  task.containers = [
    { name: 'tunnel', image: 'api', essential: true, lastStatus: 'RUNNING', health: 'UNKNOWN', checked: false },
  ];
  const container: RunningContainer = {
    name: 'tunnel',
    essential: true,
    exited: stopped.promise,
    stop: async () => stopped.resolve(),
    start: (command, launcher = []) => {
      const [first = '', ...args] = [...launcher, ...command];
      const env = { PATH: process.env.PATH ?? '', GREETING: 'from the task' };
      return processes.start({ name: 'exec', command: first, args, cwd: directory, env, streams: true });
    },
  };
  const run = { stop: () => stopped.resolve(), container: () => container, finished: stopped.promise };
  const part = createSessions(
    {
      ...{ clock, pace: createPace(), events, store: createStore(), processes, directory, region: REGION },
      writes: { subscribe: () => () => undefined },
      endpoint: 'http://127.0.0.1:1',
    },
    {
      tasks: { find: (_, id) => (id.endsWith(task.id) ? { task, run } : undefined) },
      rewrite: (value) => value,
      python: 'python3',
      reach,
    },
  );
  stack.use(part);
  await part.start();

  const forward: Forward = async () => answerJson({ clusters: [{ clusterArn: CLUSTER, status: 'ACTIVE' }] });
  const api = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const [service, operation] = String(incoming.headers['x-amz-target']).split('.');
    const name = `${service?.startsWith('AmazonSSM') ? 'ssm' : 'ecs'}:${operation}`;
    const row = part.table[name];
    const request = { headers: incoming.headers, body: Buffer.concat(chunks), protocol: 'json' } as Request;
    const answer = row?.kind === 'answer' ? await row.answer(request, forward) : answerJson({}, 500);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  api.listen(0, '127.0.0.1');
  await once(api, 'listening');
  stack.defer(() => {
    api.closeAllConnections();
    api.close();
  });
  const endpoint = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  const [first] = task.containers;
  const runtimeId = first ? runtimeIdOf(task, first) : '';
  const ending = stack.move();
  return {
    endpoint,
    aws: createClients(endpoint, REGION),
    part,
    events,
    task,
    target: sayTarget({ cluster: 'staging-cluster', task: task.id, runtimeId }),
    /** Every data channel loses its connection. */
    breakChannels: () => part.breakChannels(),
    stopTask: () => stopped.resolve(),
    [Symbol.asyncDispose]: () => ending.disposeAsync(),
  };
}

/** A TCP server on a port of its own. */
export async function listen(serve: (socket: Socket) => void, port = 0): Promise<Server & { port: number }> {
  const server = createTcpServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => socket.destroy());
    serve(socket);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(server, { port: (server.address() as AddressInfo).port });
}
