import { describe, expect, it } from 'vitest';
import { NOTHING_DEPLOYED, toServed } from './parse.ts';

const API = { id: 'a1', name: 'staging' };
const STAGE = {
  stageName: '$default',
  deploymentId: 'd1',
  defaultRouteSettings: { detailedMetricsEnabled: false, throttlingRateLimit: 50, throttlingBurstLimit: 100 },
  accessLogSettings: {
    destinationArn: 'arn:aws:logs:ap-northeast-1:123456789012:log-group:/aws/vendedlogs/gateway:*',
    format: '$context.status',
  },
};
const SERVICE = 'arn:aws:servicediscovery:ap-northeast-1:123456789012:service/srv-1';
const FUNCTION = 'arn:aws:lambda:ap-northeast-1:123456789012:function:f';
const deployed = {
  routes: [
    { routeKey: '$default', target: 'integrations/i1', authorizationType: 'CUSTOM', authorizerId: 'z1' },
    { routeKey: 'GET /__probe/web', target: 'integrations/i2', authorizationType: 'AWS_IAM', authorizerId: null },
    { routeKey: 'GET /open', target: 'integrations/i2', authorizationType: 'NONE' },
  ],
  integrations: [
    { integrationId: 'i1', integrationType: 'AWS_PROXY', integrationUri: FUNCTION, timeoutInMillis: 15_000 },
    {
      ...{ integrationId: 'i2', integrationType: 'HTTP_PROXY', integrationUri: SERVICE, integrationMethod: 'GET' },
      ...{ connectionId: 'link', timeoutInMillis: 60_000 },
      requestParameters: { 'overwrite:header.X-Door-Proto': 'https', 'overwrite:path': '/health' },
    },
    { integrationId: 'i3', integrationType: 'MOCK' },
  ],
  authorizers: [
    {
      authorizerId: 'z1',
      name: 'allow-list',
      authorizerUri: `arn:aws:apigateway:ap-northeast-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`,
      authorizerResultTtlInSeconds: 300,
      identitySource: ['$context.identity.sourceIp'],
    },
  ],
};

describe('what is deployed', () => {
  const served = toServed(API, STAGE, deployed);
  it('has the stage as it is', () => {
    expect(served.stage).toEqual({
      name: '$default',
      deploymentId: 'd1',
      throttle: { perSecond: 50, burst: 100 },
      accessLog: { group: '/aws/vendedlogs/gateway', format: '$context.status' },
    });
  });

  it('has routes, each with who may take it', () => {
    expect(served.routes.map(({ path, integrationId, access }) => [path, integrationId, access])).toEqual([
      [undefined, 'i1', { kind: 'authorizer', id: 'z1' }],
      ['/__probe/web', 'i2', { kind: 'iam' }],
      ['/open', 'i2', { kind: 'open' }],
    ]);
  });

  it('has integrations of the kinds that are played here, none with more time than there is', () => {
    expect([...served.integrations.values()]).toEqual([
      { id: 'i1', kind: 'function', functionArn: FUNCTION, timeoutMs: 15_000, overwrites: [] },
      {
        ...{ id: 'i2', kind: 'service', serviceArn: SERVICE, linkId: 'link', method: 'GET', timeoutMs: 30_000 },
        overwrites: [{ header: 'x-door-proto', value: 'https' }],
        path: '/health',
      },
    ]);
  });

  it('has authorizers by the functions that they ask', () => {
    expect(served.authorizers.get('z1')).toMatchObject({ functionArn: FUNCTION, ttlMs: 300_000 });
  });

  it('is nothing before the first deployment, and a stage that says nothing of it has the limits of the account', () => {
    const before = toServed(API, { stageName: '$default' }, NOTHING_DEPLOYED);
    expect(before).toMatchObject({ routes: [], stage: { deploymentId: '', throttle: { perSecond: 10_000 } } });
  });
});
