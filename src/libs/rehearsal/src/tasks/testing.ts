import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TargetHealth, TargetState } from '../context.ts';
import { type Images, type PulledImage, PullFailure } from '../registry/index.ts';
import type { Cloud, LogLine } from './cloud.ts';
import { created } from './core/change.ts';
import { newServiceTask } from './new-task.ts';
import type { Json, Service, Tag, Task, TaskDefinition } from './types.ts';

export const CLUSTER = 'arn:aws:ecs:ap-northeast-1:123456789012:cluster/c';
export const GROUP = 'arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/1';
export const REGISTRY = 'arn:aws:servicediscovery:ap-northeast-1:123456789012:service/srv-1';

/** A service as CreateService makes it, with its first deployment `ecs-svc/1`. */
export function aService(input: Json = {}, now = 0): Service {
  const identity = { arn: 'arn:aws:ecs:ap-northeast-1:123456789012:service/c/web', name: 'web', clusterArn: CLUSTER };
  return created(identity, { taskDefinition: 'web:1', desiredCount: 1, ...input }, 'ecs-svc/1', now);
}

/** A running task of the service's primary deployment, with a container that nothing checks unless told otherwise. */
export function aTask(service: Service, change: Partial<Task> = {}): Task {
  const task = newServiceTask(service, 0, 0);
  if (!task) throw new Error('the service has no deployment');
  const container = {
    name: 'web',
    image: 'web',
    essential: true,
    lastStatus: 'RUNNING',
    health: 'UNKNOWN',
    checked: false,
  } as const;
  return { ...task, lastStatus: 'RUNNING', startedAt: 0, containers: [container], ...change };
}

/** The other AWS services, in memory, and what was asked of them. */
export function fakeCloud() {
  const definitions = new Map<string, TaskDefinition>();
  const parameters = new Map<string, string>();
  const targets = new Set<string>();
  const instances = new Map<string, { attributes: Record<string, string>; healthy: boolean }>();
  const logs = new Map<string, LogLine[]>();
  const groups = new Set(['/ecs/web']);
  const tags = new Map<string, Tag[]>();
  const cloud: Cloud = {
    async taskDefinition(arn) {
      const definition = definitions.get(arn);
      if (!definition) throw new Error('Unable to describe task definition.');
      return { definition, tags: [] };
    },
    tags: async (arn) => tags.get(arn) ?? [],
    parameters: async (names) =>
      new Map(names.flatMap((name) => (parameters.has(name) ? [[name, parameters.get(name) ?? '']] : []))),
    registerTarget: async (group, address, port) => void targets.add(`${group} ${address} ${port}`),
    deregisterTarget: async (group, address, port) => void targets.delete(`${group} ${address} ${port}`),
    deregistrationDelaySeconds: async () => 10,
    registerInstance: async (_, id, attributes) =>
      void instances.set(id, { attributes, healthy: attributes.AWS_INIT_HEALTH_STATUS === 'HEALTHY' }),
    deregisterInstance: async (_, id) => void instances.delete(id),
    async reportInstance(_, id, healthy) {
      const instance = instances.get(id);
      if (instance) instance.healthy = healthy;
    },
    async createLogStream(group, stream) {
      if (!groups.has(group))
        throw Object.assign(new Error('The specified log group does not exist.'), {
          name: 'ResourceNotFoundException',
        });
      logs.set(`${group} ${stream}`, []);
    },
    putLogEvents: async (group, stream, lines) => void logs.get(`${group} ${stream}`)?.push(...lines),
    availabilityZone: async () => 'ap-northeast-1a',
  };
  return { cloud, definitions, parameters, targets, instances, logs, tags };
}

/** A load balancer in one function: a target is healthy once it has answered `/health` with 200, and asked as often as it is asked about. */
export function fakeTargetHealth(): TargetHealth {
  const states = new Map<string, TargetState>();
  return (_, address, port) => {
    const key = `${address}:${port}`;
    void fetch(`http://${key}/health`).then(
      (answer) => states.set(key, answer.ok ? 'healthy' : 'unhealthy'),
      () => states.delete(key),
    );
    return states.get(key) ?? 'initial';
  };
}

/** A registry that has one image, this folder, with these differences; any other URI is not found. */
export function oneImage(uri: string, root: string, change: Partial<PulledImage> = {}): Images {
  return {
    async pull(asked) {
      if (asked !== uri) throw new PullFailure(`CannotPullContainerError: ${asked}: not found`);
      const digest = uri.slice(uri.indexOf('@') + 1);
      const user = { uid: 0, gid: 0, home: '/' };
      const plain = { digest, root, runsHere: true, entrypoint: [], command: [], env: {}, workingDirectory: '/', user };
      return { ...plain, ...change };
    },
  };
}

/** Writes an image folder: a small HTTP server with `/health`, whose behaviour its environment decides. */
export function writeImage(folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'server.mjs'), SERVER);
  writeFileSync(join(folder, 'health.mjs'), HEALTH);
  return folder;
}

const SERVER = `
import { createServer } from 'node:http';
const { HOST, PORT = '3000', CRASH, IGNORE_TERM, SECRET, HOARD } = process.env;
let sick = process.env.SICK === '1';
console.log(JSON.stringify({ said: 'begin', host: HOST, secretLength: (SECRET ?? '').length }));
if (CRASH) { console.error('crash'); process.exit(Number(CRASH)); }
let ending = false;
const server = createServer((request, response) => {
  if (ending) response.setHeader('connection', 'close');
  if (request.url === '/sick') sick = true;
  if (request.url === '/env') return response.end(JSON.stringify(process.env));
  response.statusCode = request.url === '/health' && sick ? 500 : 200;
  response.end('hello from ' + HOST);
});
server.listen(Number(PORT), HOST);
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => {
  console.log('got ' + signal);
  if (IGNORE_TERM) return;
  ending = true;
  server.close(() => { console.log('bye'); process.exit(0); });
  setInterval(() => server.closeIdleConnections(), 20);
});
if (HOARD) { const hoard = []; setInterval(() => hoard.push(Buffer.alloc(8 << 20, 1)), 5); }
`;

const HEALTH = `
import { get } from 'node:http';
const { HOST, PORT = '3000' } = process.env;
get({ host: HOST, port: PORT, path: '/health' }, (r) => process.exit(r.statusCode === 200 ? 0 : 1)).on('error', () => process.exit(1));
`;
