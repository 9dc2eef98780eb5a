import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  CreateDeploymentCommand,
  DeleteApiCommand,
  ResetAuthorizersCacheCommand,
  UpdateRouteCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-apigatewayv2';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DeregisterInstanceCommand,
  RegisterInstanceCommand,
  UpdateInstanceCustomHealthStatusCommand,
} from '@aws-sdk/client-servicediscovery';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Clients, createClients } from '../aws.ts';
import { authority } from '../database/certificates.ts';
import { until } from '../load-balancer/testing.ts';
import { startRelay } from '../load-balancer/testing-emulator.ts';
import { createAssumed, createHttpApi, type HttpApi } from './index.ts';
import { buildLikeTerraform, signedFor } from './testing-stack.ts';

const stack = new AsyncDisposableStack();
let aws: Clients;
let httpApi: HttpApi;
let certificate: string;
/** The world's time, which runs ahead here. */
let now: () => Date;
let made: Awaited<ReturnType<typeof buildLikeTerraform>>;
let instance: { ServiceId: string; InstanceId: string };
/** Whom the authorizer lets in. */
let listed = ['127.0.0.1'];

beforeAll(async () => {
  const { context, relay } = await startRelay(stack);
  const files = { certificate: join(context.directory, 'ca.crt'), key: join(context.directory, 'ca.key') };
  const ca = await authority(files);
  certificate = ca.certificate;
  now = context.clock.now;
  const assumed = createAssumed();
  assumed.change({ listedMs: 0, healthLateMs: 0 });
  httpApi = stack.use(
    createHttpApi(context, {
      assumed,
      port: 0,
      certificate: () => ca.issue({ server: ['127.0.0.1'] }),
      invoke: async (arn, payload) =>
        arn.endsWith(':allow')
          ? { payload: { isAuthorized: listed.includes((payload as { identitySource: [string] }).identitySource[0]) } }
          : { payload: { statusCode: 200, body: 'asleep' } },
    }),
  );
  relay.add(httpApi.table);
  await httpApi.start();
  const server = http.createServer((_, response) => response.end('awake'));
  stack.defer(() => void server.close().closeAllConnections());
  await new Promise<void>((resolve) => server.listen(0, '127.0.91.2', resolve));
  const { port } = server.address() as AddressInfo;
  aws = createClients(context.endpoint, context.region);
  made = await buildLikeTerraform(aws, port);
  instance = { ServiceId: made.serviceId, InstanceId: 'task-1' };
  const Attributes = { AWS_INSTANCE_IPV4: '127.0.91.2', AWS_INSTANCE_PORT: String(port) };
  await aws.serviceDiscovery.send(new RegisterInstanceCommand({ ...instance, Attributes }));
  await until(() => httpApi.addresses().length, Boolean);
});
afterAll(() => stack.disposeAsync());

/** What is answered, as `200 text`. */
function ask(path: string, headers: http.OutgoingHttpHeaders = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { ca: certificate, agent: false as const, headers };
    const asked = https.get(`${httpApi.addresses()[0]?.url}${path}`, options, async (response) => {
      let text = '';
      for await (const part of response) text += part;
      resolve(`${response.statusCode} ${text}`);
    });
    asked.on('error', reject);
  });
}
const asked = (path: string, answer: string) =>
  until(
    () => ask(path),
    (said) => said === answer,
  );
const deploy = () => aws.apigateway.send(new CreateDeploymentCommand({ ApiId: made.apiId, StageName: '$default' }));
const lead = (to: string) =>
  aws.apigateway.send(new UpdateRouteCommand({ ApiId: made.apiId, RouteId: made.front, Target: `integrations/${to}` }));

describe('an HTTP API that the emulator holds', () => {
  it('serves nothing before it is deployed', async () => {
    expect(await ask('/')).toBe('404 {"message":"Not Found"}');
  });

  it('serves its deployment at once, and lets nobody in before its functions let it ask them', async () => {
    await deploy();
    expect(await ask('/')).toBe('500 {"message":"Internal Server Error"}');
    await made.permit(made.allow);
    await made.permit(made.wake);
    await asked('/', '200 asleep');
  });

  it('serves what was deployed, whatever its routes say by now', async () => {
    await lead(made.app);
    expect(await ask('/')).toBe('200 asleep');
    await deploy();
    expect(await ask('/')).toBe('503 {"message":"Service Unavailable"}');
  });

  it('reaches a task once the security groups let the link out and in', async () => {
    await made.open.out();
    await httpApi.refresh();
    expect(await ask('/')).toContain('503');
    await made.open.in();
    await asked('/', '200 awake');
  });

  it('follows the health of instances, and who is deregistered', async () => {
    const report = (Status: 'HEALTHY' | 'UNHEALTHY') =>
      aws.serviceDiscovery.send(new UpdateInstanceCustomHealthStatusCommand({ ...instance, Status }));
    await report('UNHEALTHY');
    await asked('/', '503 {"message":"Service Unavailable"}');
    await report('HEALTHY');
    await asked('/', '200 awake');
  });

  it('answers a probe that is signed, and no other', async () => {
    const host = new URL(httpApi.addresses()[0]?.url ?? '').host;
    expect(await ask('/__probe/web')).toBe('403 {"message":"Forbidden"}');
    const signed = (at: Date) => ask('/__probe/web', signedFor(host, '/__probe/web', at));
    expect(await signed(new Date(now().getTime() - 600_000))).toBe('403 {"message":"Forbidden"}');
    expect(await signed(now())).toBe('200 awake');
  });

  it('asks its authorizer anew once its cache is emptied', async () => {
    listed = [];
    expect(await ask('/')).toBe('200 awake');
    await aws.apigateway.send(new ResetAuthorizersCacheCommand({ ApiId: made.apiId, StageName: '$default' }));
    expect(await ask('/')).toBe('403 {"message":"Forbidden"}');
    listed = ['127.0.0.1'];
    await aws.apigateway.send(new ResetAuthorizersCacheCommand({ ApiId: made.apiId, StageName: '$default' }));
  });

  it('has its stage changed at once', async () => {
    const DefaultRouteSettings = { ThrottlingBurstLimit: 1, ThrottlingRateLimit: 0.001 };
    const ApiId = made.apiId;
    await aws.apigateway.send(new UpdateStageCommand({ ApiId, StageName: '$default', DefaultRouteSettings }));
    await asked('/', '429 {"message":"Too Many Requests"}');
  });

  it('writes a line for each request', async () => {
    const events = await until(
      async () => (await aws.logs.send(new FilterLogEventsCommand({ logGroupName: '/gateway' }))).events ?? [],
      (all) => all.some(({ message }) => message?.includes('429')),
    );
    const lines = new Set(events.map(({ message }) => message));
    expect([...lines]).toEqual(
      expect.arrayContaining(['$default 200 200', '$default 503 -', '$default 403 -', 'GET /__probe/web 200 200']),
    );
  });

  it('is gone with its API', async () => {
    await aws.serviceDiscovery.send(new DeregisterInstanceCommand(instance));
    await aws.apigateway.send(new DeleteApiCommand({ ApiId: made.apiId }));
    await until(
      () => httpApi.addresses().length,
      (count) => count === 0,
    );
  });
});
