import { describe, expect, it } from 'vitest';
import { createClock } from '../clock/index.ts';
import { ask, askJson, fakeEmulator, jsonRequest } from '../relay/testing.ts';
import { fault, renderFault } from '../relay/wire.ts';
import { createStore } from '../store.ts';
import { createHttpApiRows, deploymentsIn } from './http-apis.ts';

const METHODS = { Create: 'POST', Update: 'PATCH', Delete: 'DELETE', Reset: 'DELETE', Get: 'GET' };

function rest(operation: string, path: string, input: object = {}) {
  const method = METHODS[/^[A-Z][a-z]+/.exec(operation)?.[0] as keyof typeof METHODS];
  return jsonRequest('apigateway', operation, input, { protocol: 'rest', method, url: `/v2/apis/a1${path}` });
}

const STAGE = { stageName: '$default', autoDeploy: false, defaultRouteSettings: { throttlingRateLimit: 50 } };
const emulator = () =>
  fakeEmulator({
    CreateStage: STAGE,
    GetStage: STAGE,
    GetStages: { items: [STAGE] },
    DeleteStage: {},
    DeleteApi: {},
    GetRoutes: { items: [{ routeKey: '$default', target: 'integrations/i1', authorizerId: 'z1' }] },
    GetIntegrations: { items: [{ integrationId: 'i1' }] },
    GetAuthorizer: { authorizerId: 'z1' },
  });

async function deployed() {
  const store = createStore();
  const rows = createHttpApiRows(store, createClock());
  const { forward } = emulator();
  const tell = (operation: string, path: string, input?: object) =>
    askJson(rows, rest(operation, path, input), forward);
  await tell('CreateStage', '/stages', { stageName: '$default' });
  const { deploymentId } = (await tell('CreateDeployment', '/deployments', { stageName: '$default' })) as {
    deploymentId: string;
  };
  const raw = (operation: string, path: string) => ask(rows, rest(operation, path), forward);
  return { store, tell, raw, deploymentId };
}

describe('a deployment', () => {
  it('holds what the API was when it was made, and is what its stage serves', async () => {
    const { store, tell, deploymentId } = await deployed();
    expect([...deploymentsIn(store).values()]).toMatchObject([
      { apiId: 'a1', routes: [{ authorizerId: 'z1' }], integrations: [{ integrationId: 'i1' }], authorizers: [{}] },
    ]);
    expect(await tell('GetStage', '/stages/%24default')).toEqual({ ...STAGE, deploymentId });
    expect(await tell('GetDeployment', `/deployments/${deploymentId}`)).toMatchObject({
      deploymentId,
      deploymentStatus: 'DEPLOYED',
    });
    expect(await tell('GetDeployments', '/deployments')).toMatchObject({ items: [{ deploymentId }] });
  });

  it('is not deleted while a stage serves it', async () => {
    const { tell, raw, deploymentId } = await deployed();
    expect((await raw('DeleteDeployment', `/deployments/${deploymentId}`)).status).toBe(400);
    await tell('DeleteStage', '/stages/%24default');
    expect((await raw('DeleteDeployment', `/deployments/${deploymentId}`)).status).toBe(200);
    expect((await raw('GetDeployment', `/deployments/${deploymentId}`)).status).toBe(404);
  });

  it('of a stage that is not there is refused as the emulator words it', async () => {
    const rows = createHttpApiRows(createStore(), createClock());
    const request = rest('CreateDeployment', '/deployments', { stageName: 'none' });
    const refused = renderFault(fault('NotFoundException', 'Invalid stage identifier specified', 404), request);
    const answer = await ask(rows, request, async () => refused);
    expect([answer.status, answer.headers['x-amzn-errortype']]).toEqual([404, 'NotFoundException']);
  });

  it('goes with its API', async () => {
    const { store, tell } = await deployed();
    await tell('DeleteApi', '');
    expect([...deploymentsIn(store)]).toEqual([]);
  });
});

it('an API keeps by which kind of address it is reached', async () => {
  const rows = createHttpApiRows(createStore(), createClock());
  const api = { apiId: 'a1' };
  const { forward } = fakeEmulator({ CreateApi: api, GetApi: api, GetApis: { items: [api] }, DeleteApi: {} });
  await askJson(rows, rest('CreateApi', '', { ipAddressType: 'dualstack' }), forward);
  expect(await askJson(rows, rest('GetApi', ''), forward)).toEqual({ ...api, ipAddressType: 'dualstack' });
  await askJson(rows, rest('DeleteApi', ''), forward);
  expect(await askJson(rows, rest('GetApis', ''), forward)).toEqual({ items: [{ ...api, ipAddressType: 'ipv4' }] });
});

describe('a stage', () => {
  it('keeps what was changed of it, whatever the emulator remembers', async () => {
    const { tell, deploymentId } = await deployed();
    const defaultRouteSettings = { throttlingRateLimit: 10, throttlingBurstLimit: 20 };
    await tell('UpdateStage', '/stages/%24default', { defaultRouteSettings });
    expect(await tell('GetStages', '/stages')).toEqual({ items: [{ ...STAGE, defaultRouteSettings, deploymentId }] });
  });

  it('serves only a deployment that there is', async () => {
    const { store, tell } = await deployed();
    expect(await tell('UpdateStage', '/stages/%24default', { deploymentId: 'none' })).toMatchObject({
      __type: 'BadRequestException',
    });
    await tell('DeleteStage', '/stages/%24default');
    await tell('CreateStage', '/stages', { stageName: '$default' });
    expect(await tell('GetStage', '/stages/%24default')).toEqual(STAGE);
    expect(deploymentsIn(store).size).toBe(1);
  });

  it('has its authorizers asked anew on demand', async () => {
    const { raw } = await deployed();
    expect((await raw('ResetAuthorizersCache', '/stages/%24default/cache/authorizers')).status).toBe(200);
  });
});
