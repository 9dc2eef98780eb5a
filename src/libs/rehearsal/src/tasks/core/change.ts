import type { Instant, Json, Revision, Service } from '../types.ts';
import { begin } from './deployments.ts';

/** Fields of Create and UpdateService that the service only has to tell again: the emulator drops most of them. */
const KEPT = [
  'availabilityZoneRebalancing',
  'enableECSManagedTags',
  'enableExecuteCommand',
  'placementConstraints',
  'placementStrategy',
  'propagateTags',
  'schedulingStrategy',
  'serviceConnectConfiguration',
  'volumeConfigurations',
] as const;

const REVISION = [
  'taskDefinition',
  'loadBalancers',
  'serviceRegistries',
  'networkConfiguration',
  'capacityProviderStrategy',
  'launchType',
  'platformVersion',
] as const;

type Identity = Pick<Service, 'arn' | 'name' | 'clusterArn'>;

/** The record of a service that CreateService asked for; `taskDefinition` in the input is an ARN already. */
export function created(identity: Identity, input: Json, deploymentId: string, now: Instant): Service {
  const empty: Service = {
    ...identity,
    status: 'ACTIVE',
    desiredCount: 0,
    minimumHealthyPercent: 100,
    maximumPercent: 200,
    circuitBreaker: { enable: false, rollback: false },
    healthCheckGraceSeconds: 0,
    deployments: [],
    events: [],
    steady: false,
    failedStarts: 0,
    startNotBefore: 0,
    kept: {},
  };
  const revision: Revision = { taskDefinition: '', loadBalancers: [], serviceRegistries: [] };
  return begin(settings(empty, input), deploymentId, revise(revision, input), now);
}

/** The service after UpdateService: another revision, or `forceNewDeployment`, begins a new deployment. */
export function updated(service: Service, input: Json, deploymentId: string, now: Instant): Service {
  const changed = settings(service, input);
  const current = service.deployments[0]?.revision ?? { taskDefinition: '', loadBalancers: [], serviceRegistries: [] };
  const revision = revise(current, input);
  const same = JSON.stringify(revision) === JSON.stringify(current);
  if (input.forceNewDeployment === true || !same) return begin(changed, deploymentId, revision, now);
  return changed;
}

function settings(service: Service, input: Json): Service {
  const kept = { ...service.kept };
  for (const name of KEPT) if (given(input[name])) kept[name] = input[name];
  const next: Service = { ...service, kept };
  if (typeof input.desiredCount === 'number') next.desiredCount = input.desiredCount;
  if (next.desiredCount !== service.desiredCount) {
    next.steady = false;
    next.failedStarts = 0;
    next.startNotBefore = 0;
  }
  if (typeof input.healthCheckGracePeriodSeconds === 'number')
    next.healthCheckGraceSeconds = input.healthCheckGracePeriodSeconds;
  if (given(input.deploymentConfiguration)) configure(next, input.deploymentConfiguration as Json);
  return next;
}

function configure(service: Service, configuration: Json): void {
  service.kept.deploymentConfiguration = { ...(service.kept.deploymentConfiguration as Json), ...configuration };
  const { maximumPercent, minimumHealthyPercent, deploymentCircuitBreaker } = configuration;
  if (typeof maximumPercent === 'number') service.maximumPercent = maximumPercent;
  if (typeof minimumHealthyPercent === 'number') service.minimumHealthyPercent = minimumHealthyPercent;
  const breaker = deploymentCircuitBreaker as Partial<Service['circuitBreaker']> | undefined;
  if (breaker) service.circuitBreaker = { enable: breaker.enable === true, rollback: breaker.rollback === true };
}

/** A capacity provider strategy and a launch type exclude each other: the one that is given replaces the other. */
function revise(revision: Revision, input: Json): Revision {
  const next: Json = { ...revision };
  for (const name of REVISION) if (given(input[name])) next[name] = input[name];
  if (isList(input.capacityProviderStrategy)) delete next.launchType;
  else if (given(input.launchType)) delete next.capacityProviderStrategy;
  return next as Revision;
}

const given = (value: unknown) => value !== undefined && value !== null;
const isList = (value: unknown) => Array.isArray(value) && value.length > 0;
