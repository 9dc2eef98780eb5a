import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock/index.ts';
import type { Forward, Request, Table } from '../relay/types.ts';
import { amendJson, answering, fault, type Json, readJson } from '../relay/wire.ts';
import type { Store } from '../store.ts';

/** What an API's routes, integrations and authorizers were when it was deployed: that is served, whatever has been changed since. */
export type DeployedApi = {
  apiId: string;
  deployment: Json;
  routes: Json[];
  integrations: Json[];
  authorizers: Json[];
};

/** What moto cannot change of a stage, and which deployment it serves. */
export type StageSettings = Json & { deploymentId?: string };

export const deploymentsIn = (store: Store) => store.map<DeployedApi>('apigateway.deployments');
export const stageSettingsIn = (store: Store) => store.map<StageSettings>('apigateway.stages');

/** By which a deployment and a stage are kept. */
export const keyIn = (apiId: string, name: string) => `${apiId} ${name}`;

/** HTTP APIs: moto forgets by which kind of address they are reached, knows no deployment, changes no stage, and has no cache of an authorizer to empty. */
export function createHttpApiRows(store: Store, clock: Clock): Table {
  const deployments = deploymentsIn(store);
  const stages = stageSettingsIn(store);
  const ofApi = (apiId: string) => [...deployments.values()].filter((one) => one.apiId === apiId);
  const found = (request: Request) => {
    const { apiId, name } = placeOf(request);
    const one = deployments.get(keyIn(apiId, name));
    if (!one) throw fault('NotFoundException', `Unable to find Deployment by ID ${name} within the API ${apiId}`, 404);
    return one.deployment;
  };
  const forget = (map: Map<string, unknown>, prefix: string) => {
    for (const key of map.keys()) if (key.startsWith(prefix)) map.delete(key);
  };
  /** Answers 404 as moto does when there is no such stage. */
  const stageOf = async (request: Request, forward: Forward, stageName: string) =>
    read<Json>(request, forward, 'GetStage', `stages/${encodeURIComponent(stageName)}`);
  const shown = (apiId: string, stage: Json): Json => ({
    ...stage,
    ...stages.get(keyIn(apiId, String(stage.stageName))),
  });
  const serve = (apiId: string, stageName: string, settings: StageSettings) =>
    stages.set(keyIn(apiId, stageName), { ...stages.get(keyIn(apiId, stageName)), ...settings });

  const addressTypes = store.map<string>('apigateway.address-types');
  const typed = (api: Json): Json => ({
    ...api,
    ipAddressType: addressTypes.get(String(api.apiId)) ?? 'ipv4',
  });
  const keepType = (input: { ipAddressType?: string }, api: Json): Json => {
    if (input.ipAddressType) addressTypes.set(String(api.apiId), input.ipAddressType);
    return typed(api);
  };

  return {
    'apigateway:CreateApi': amendJson(keepType),
    'apigateway:UpdateApi': amendJson(keepType),
    'apigateway:GetApi': amendJson((_, api) => typed(api)),
    'apigateway:GetApis': amendJson<Json, { items: Json[] }>((_, { items }) => ({ items: items.map(typed) })),
    'apigateway:CreateDeployment': answering<{ stageName?: string; description?: string }>(
      async ({ stageName, description }, request, forward) => {
        const { apiId } = placeOf(request);
        if (stageName) await stageOf(request, forward, stageName);
        const [routes, integrations] = await Promise.all([
          read<{ items: Json[] }>(request, forward, 'GetRoutes', 'routes'),
          read<{ items: Json[] }>(request, forward, 'GetIntegrations', 'integrations'),
        ]);
        const named = new Set(routes.items.flatMap(({ authorizerId }) => (authorizerId ? [String(authorizerId)] : [])));
        const authorizers = await Promise.all(
          [...named].map((id) => read<Json>(request, forward, 'GetAuthorizer', `authorizers/${id}`)),
        );
        const deployment = {
          deploymentId: randomBytes(3).toString('hex'),
          createdDate: clock.now().toISOString(),
          deploymentStatus: 'DEPLOYED',
          autoDeployed: false,
          ...(description && { description }),
        };
        const { deploymentId } = deployment;
        const deployed = { apiId, deployment, routes: routes.items, integrations: integrations.items, authorizers };
        deployments.set(keyIn(apiId, deploymentId), deployed);
        if (stageName) serve(apiId, stageName, { deploymentId });
        return deployment;
      },
    ),
    'apigateway:GetDeployment': answering((_, request) => found(request)),
    'apigateway:GetDeployments': answering((_, request) => ({
      items: ofApi(placeOf(request).apiId).map(({ deployment }) => deployment),
    })),
    'apigateway:UpdateDeployment': answering((input, request) => Object.assign(found(request), input)),
    'apigateway:DeleteDeployment': answering((_, request) => {
      const { apiId, name } = placeOf(request);
      found(request);
      const serving = [...stages].some(
        ([key, { deploymentId }]) => key.startsWith(`${apiId} `) && deploymentId === name,
      );
      if (serving)
        throw fault('BadRequestException', 'Active stages pointing to this deployment must be moved or deleted');
      deployments.delete(keyIn(apiId, name));
      return {};
    }),
    'apigateway:CreateStage': amendJson<StageSettings>((input, stage, request) => {
      const { apiId } = placeOf(request);
      const { deploymentId } = input;
      stages.delete(keyIn(apiId, String(stage.stageName)));
      if (deploymentId) serve(apiId, String(stage.stageName), { deploymentId });
      return shown(apiId, stage);
    }),
    'apigateway:UpdateStage': answering<StageSettings>(async (input, request, forward) => {
      const { apiId, name } = placeOf(request);
      const stage = await stageOf(request, forward, name);
      if (input.deploymentId && !deployments.has(keyIn(apiId, input.deploymentId)))
        throw fault('BadRequestException', 'Deployment id does not exist');
      serve(apiId, name, input);
      return shown(apiId, stage);
    }),
    'apigateway:GetStage': amendJson((_, stage, request) => shown(placeOf(request).apiId, stage)),
    'apigateway:GetStages': amendJson<Json, { items: Json[] }>((_, { items }, request) => ({
      items: items.map((stage) => shown(placeOf(request).apiId, stage)),
    })),
    'apigateway:DeleteStage': amendJson((_, answer, request) => {
      const { apiId, name } = placeOf(request);
      stages.delete(keyIn(apiId, name));
      return answer;
    }),
    'apigateway:DeleteApi': amendJson((_, answer, request) => {
      addressTypes.delete(placeOf(request).apiId);
      forget(deployments, `${placeOf(request).apiId} `);
      forget(stages, `${placeOf(request).apiId} `);
      return answer;
    }),
    'apigateway:ResetAuthorizersCache': answering(async (_, request, forward) => {
      await stageOf(request, forward, placeOf(request).name);
      return {};
    }),
  };
}

/** `/v2/apis/<api>/<kind>/<name>…` */
export function placeOf({ url }: Pick<Request, 'url'>): { apiId: string; name: string } {
  const [, , , apiId = '', , name = ''] = new URL(url, 'http://relay').pathname.split('/').map(decodeURIComponent);
  return { apiId, name };
}

/** Asks the emulator about a part of the same API. What it refuses is refused in its words. */
async function read<T>(request: Request, forward: Forward, operation: string, part: string): Promise<T> {
  const { 'content-length': _, 'content-type': __, ...headers } = request.headers;
  const url = `/v2/apis/${placeOf(request).apiId}/${part}`;
  const answer = await forward({ ...request, operation, method: 'GET', url, headers, body: Buffer.alloc(0) });
  if (answer.status < 300) return readJson<T>(answer);
  const { message, Message = message } = readJson<{ message?: string; Message?: string }>(answer);
  const type = answer.headers['x-amzn-errortype'] ?? 'NotFoundException';
  throw fault(type, String(Message ?? 'Invalid API identifier specified'), answer.status);
}
