import { createClients } from '../aws.ts';
import type { Context, Invoke } from '../context.ts';
import type { KeyPair } from '../database/certificates.ts';
import { createRefresher } from '../load-balancer/refresh.ts';
import type { Part } from '../part.ts';
import type { Call, Handler } from '../relay/types.ts';
import { createAccessLogs } from './access-logs.ts';
import { type Assumed, createAssumed } from './assumptions.ts';
import { createCounted } from './counted.ts';
import { type ApiAddress, createDoors } from './doors.ts';
import { createGateway } from './gateway.ts';
import type { ServedApi } from './model.ts';
import { createReading, type Reading } from './reading.ts';
import { serve } from './serve.ts';
import { createSurroundings } from './surroundings.ts';

export type { ApiAddress };

export type HttpApiOptions = {
  /** How authorizers and functions are invoked. */
  invoke: Invoke;
  /** Which port of this machine to try first; 0 asks the system. */
  port: number;
  /** For the addresses that an API is served at. */
  certificate(): Promise<KeyPair>;
  /** What AWS publishes nothing about; the usual unless told otherwise. */
  assumed?: Assumed;
  /** For tests: what stands in for the emulator. */
  reading?: Reading;
  /** For tests: [0, 1), chooses among instances. */
  random?(): number;
};

export interface HttpApi extends Part {
  readonly name: 'http-api';
  /** Where each API is served. */
  addresses(): ApiAddress[];
  /** Requests that came through to an integration since the start. */
  requests(): number;
  /** Reads everything again; resolves when it is in force. */
  refresh(): Promise<void>;
}

type Topic = 'apis' | 'ways' | 'instances' | 'policies';

/** Serves every HTTP API that the emulator holds and that was deployed. */
export function createHttpApi(context: Context, options: HttpApiOptions): HttpApi {
  const clients = createClients(context.endpoint, context.region);
  const reading = options.reading ?? createReading(clients, context.store);
  const tell = (subject: string, text: string, level?: 'warn' | 'error') =>
    context.events.emit('http-api', subject, text, level);
  let apis: ServedApi[] = [];
  const surroundings = createSurroundings(reading);
  const { assumed = createAssumed(), random = Math.random } = options;
  const gateway = createGateway(context, { surroundings, invoke: options.invoke, assumed: assumed.current, random });
  const counted = createCounted(context.clock.now);
  const logs = createAccessLogs(clients.logs, context.clock.now, tell);
  const doors = createDoors({
    region: context.region,
    port: options.port,
    certificate: options.certificate,
    tell,
    serve: (api, request, response) => serve(gateway, api, request, response),
    served(api, outcome) {
      counted.note(api, outcome);
      logs.note(api, outcome);
      const { status, why } = outcome;
      if (why !== undefined && status >= 500) tell(api.name, `${status}: ${why}`, 'warn');
    },
  });

  async function read(topics: ReadonlySet<Topic>) {
    if (topics.has('policies')) surroundings.forgetPolicies();
    const now = topics.has('apis') ? await reading.apis() : apis;
    // Where there is none, nothing around them matters.
    if (now.length === 0 && apis.length === 0) return;
    if (topics.has('ways') || topics.has('apis')) await surroundings.readWays();
    apis = now;
    if (topics.has('apis')) await doors.follow(apis);
    if (topics.has('policies') && topics.size === 1) return;
    await surroundings.readInstances(apis, gateway.nowMs());
  }

  const refresher = createRefresher<Topic>({
    writes: context.writes,
    topicOf,
    slowly: 'apis',
    read,
    failed: (error) => tell('emulator', `cannot be read: ${error instanceof Error ? error.message : error}`, 'warn'),
  });

  const inForce = refresher.inForce('apis');
  const forgetting: Handler = {
    kind: 'amend',
    amend(_, answer) {
      gateway.verdicts.clear();
      return answer;
    },
  };

  return {
    name: 'http-api',
    table: {
      'apigateway:CreateDeployment': inForce,
      'apigateway:UpdateStage': inForce,
      'apigateway:CreateStage': inForce,
      'apigateway:ResetAuthorizersCache': forgetting,
      ...counted.rows(),
    },
    start: () => refresher.ask('apis'),
    refresh: () => refresher.ask('apis'),
    rejoin: () => refresher.ask('apis'),
    addresses: doors.addresses,
    requests: () => counted.total,
    underway: () => (refresher.busy ? ['its APIs are being read'] : []),
    picture: () => ({ apis: doors.picture(), services: surroundings.picture(), assumptions: assumed.current() }),
    async [Symbol.asyncDispose]() {
      await refresher[Symbol.asyncDispose]();
      await doors.close();
      gateway.end();
      await logs.end();
    },
  };
}

/** What of the gateway a write may have changed. */
function topicOf({ service, operation }: Pick<Call, 'service' | 'operation'>): Topic | undefined {
  if (service === 'apigateway') return 'apis';
  if (service === 'servicediscovery') return 'instances';
  if (service === 'lambda') return /(Permission|Function)/.test(operation) ? 'policies' : undefined;
  if (service === 'ecs') return /^(Create|Update|Delete)Service$/.test(operation) ? 'ways' : undefined;
  return service === 'ec2' && operation.includes('SecurityGroup') ? 'ways' : undefined;
}
