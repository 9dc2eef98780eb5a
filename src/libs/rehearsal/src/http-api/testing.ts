import { mkdtempSync, rmSync } from 'node:fs';
import http, { type RequestListener } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Invoke } from '../context.ts';
import { authority } from '../database/certificates.ts';
import { aContext } from '../load-balancer/testing.ts';
import { type Assumptions, createAssumed } from './assumptions.ts';
import { createHttpApi } from './http-api.ts';
import type { GroupRule, Integration, Listed, Route, ServedApi, VpcLink } from './model.ts';
import { type FunctionPolicy, parsePolicy } from './permission.ts';
import type { Reading } from './reading.ts';
import { parseRouteKey } from './routes.ts';

export const SERVICE = 'arn:aws:servicediscovery:ap-northeast-1:123456789012:service/srv-web';
export const WAKE = 'arn:aws:lambda:ap-northeast-1:123456789012:function:wake';
export const ALLOW = 'arn:aws:lambda:ap-northeast-1:123456789012:function:allow';

/** A reading whose answers the test sets: it stands in for the emulator. */
export type FakeReading = Reading & {
  api: ServedApi;
  link: VpcLink;
  listed: Listed[];
  groups: { ingress: GroupRule[]; egress: GroupRule[] };
  allowed: Map<string, FunctionPolicy>;
};

const OPEN: GroupRule = { protocol: 'tcp', fromPort: 1, toPort: 65_535, cidrs: ['0.0.0.0/0'], groupIds: [] };

export const gatewayMayInvoke = (arn = '*') =>
  parsePolicy(
    JSON.stringify({
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'apigateway.amazonaws.com' },
          Action: 'lambda:InvokeFunction',
          Condition: { ArnLike: { 'AWS:SourceArn': arn } },
        },
      ],
    }),
  );

export const aRoute = (key: string, integrationId: string, access: Route['access'] = { kind: 'open' }): Route => ({
  ...parseRouteKey(key),
  integrationId,
  access,
});

/** An API with the routes that ours has: everything behind the authorizer, and a probe. */
export function fakeReading(): FakeReading {
  const listed = { kind: 'authorizer', id: 'z1' } as const;
  const overwrites = [
    { header: 'x-door-client', value: '$context.identity.sourceIp' },
    { header: 'x-door-host', value: '$context.domainName' },
    { header: 'x-door-proto', value: 'https' },
  ];
  const app: Integration = {
    ...{ id: 'app', kind: 'service', serviceArn: SERVICE, linkId: 'link', method: 'ANY', timeoutMs: 30_000 },
    overwrites,
  };
  const wake: Integration = { id: 'wake', kind: 'function', functionArn: WAKE, timeoutMs: 30_000, overwrites: [] };
  const fake: FakeReading = {
    api: {
      id: 'a1',
      name: 'staging',
      stage: { name: '$default', deploymentId: 'd1', throttle: { perSecond: 50, burst: 100 } },
      routes: [
        aRoute('$default', 'app', listed),
        aRoute('ANY /asleep/{proxy+}', 'wake', listed),
        aRoute('GET /__probe/web', 'app', { kind: 'iam' }),
      ],
      integrations: new Map([app, wake].map((one) => [one.id, one])),
      authorizers: new Map([
        [
          'z1',
          {
            id: 'z1',
            name: 'list',
            functionArn: ALLOW,
            ttlMs: 300_000,
            identitySources: ['$context.identity.sourceIp'],
          },
        ],
      ]),
    },
    link: { id: 'link', name: 'link', status: 'AVAILABLE', securityGroupIds: ['sg-link'] },
    listed: [],
    groups: { ingress: [OPEN], egress: [OPEN] },
    allowed: new Map([ALLOW, WAKE].map((arn) => [arn, gatewayMayInvoke()])),
    apis: async () => [structuredClone(fake.api)],
    links: async () => [fake.link],
    instances: async () => structuredClone(fake.listed),
    groupsOfServices: async () => new Map([[SERVICE, ['sg-tasks']]]),
    rules: async () => fake.groups,
    policy: async (arn) => fake.allowed.get(arn),
  };
  return fake;
}

/** Lets 127.0.0.1 in; what else is invoked answers with what it was told. */
export const allowing: Invoke = async (arn, payload) =>
  arn === ALLOW
    ? { payload: { isAuthorized: (payload as { identitySource: string[] }).identitySource[0] === '127.0.0.1' } }
    : { payload: { statusCode: 503, headers: { 'retry-after': '60' }, body: JSON.stringify(payload) } };

/** An instance on 127.0.0.1 for the length of a test. */
export async function startInstance(listener: RequestListener, keepAliveMs = 75_000): Promise<Listed> {
  const server = http.createServer({ keepAliveTimeout: keepAliveMs }, listener);
  onTestFinished(() => void server.close().closeAllConnections());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { id: `task-${port}`, address: '127.0.0.1', port, healthy: true };
}

/** Serves the API; ends with the test. `assumed`: nothing is late unless told otherwise. */
export async function startHttpApi(
  reading: FakeReading,
  more: { invoke?: Invoke; speed?: number; assumed?: Partial<Assumptions> } = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'http-api-'));
  const ca = await authority({ certificate: join(folder, 'ca.crt'), key: join(folder, 'ca.key') });
  const { context, events } = aContext(more.speed);
  const assumed = createAssumed();
  const httpApi = createHttpApi(context, {
    assumed,
    invoke: more.invoke ?? allowing,
    port: 0,
    certificate: () => ca.issue({ server: ['127.0.0.1', 'localhost'] }),
    reading,
  });
  assumed.change({ listedMs: 0, healthLateMs: 0, ...more.assumed });
  onTestFinished(async () => {
    await httpApi[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });
  await httpApi.start();
  const { port } = new URL(httpApi.addresses()[0]?.url ?? '');
  const agent = new https.Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  return {
    httpApi,
    assumed,
    events,
    port: Number(port),
    /** Asks by HTTPS, and verifies the certificate. */
    ask: (path: string, init: Asking = {}) =>
      ask({ host: '127.0.0.1', port: Number(port), ca: ca.certificate, agent }, path, init),
  };
}

export type Asking = { method?: string; headers?: http.OutgoingHttpHeaders; body?: string | Buffer; from?: string };
export type Told = { status: number; headers: http.IncomingHttpHeaders; body: Buffer; text: string };

/** Asks whoever listens there, by HTTPS when a certificate is to be verified. `from` is the address that the caller has. */
export function ask(to: https.RequestOptions, path: string, { method = 'GET', headers = {}, body, from }: Asking = {}) {
  return new Promise<Told>((resolve, reject) => {
    const options = { ...to, path, method, headers, ...(from && { localAddress: from, agent: false as const }) };
    const answered = async (response: http.IncomingMessage) => {
      const parts: Buffer[] = [];
      for await (const part of response) parts.push(part);
      const whole = Buffer.concat(parts);
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: whole, text: whole.toString() });
    };
    const request = to.ca ? https.request(options, answered) : http.request(options, answered);
    request.on('error', reject);
    request.end(body);
  });
}
