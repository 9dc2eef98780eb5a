import { describe, expect, it } from 'vitest';
import { aService } from '../testing.ts';
import type { Json } from '../types.ts';
import { updated } from './change.ts';

const FARGATE = [{ capacityProvider: 'FARGATE', weight: 1 }];
const service = aService({ capacityProviderStrategy: FARGATE, propagateTags: 'SERVICE' });
const change = (input: Json) => updated(service, input, 'ecs-svc/2', 1);

describe('UpdateService', () => {
  it.each<[string, Json, number]>([
    ['another task definition', { taskDefinition: 'web:2' }, 2],
    ['the same task definition', { taskDefinition: 'web:1' }, 1],
    ['a forced deployment', { forceNewDeployment: true }, 2],
    ['another network', { networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } } }, 2],
    ['another desired count', { desiredCount: 5 }, 1],
    ['another grace period', { healthCheckGracePeriodSeconds: 5 }, 1],
    ['execute-command', { enableExecuteCommand: true }, 1],
    ['fields left null', { taskDefinition: null, networkConfiguration: null }, 1],
  ])('with %s has %i deployments', (_, input, deployments) => {
    expect(change(input).deployments.length).toBe(deployments);
  });

  it('keeps what it is not told', () => {
    expect(change({ desiredCount: 3 })).toMatchObject({
      desiredCount: 3,
      kept: { propagateTags: 'SERVICE' },
      deployments: [{ revision: { capacityProviderStrategy: FARGATE } }],
    });
  });

  it('takes over the deployment configuration', () => {
    const deploymentCircuitBreaker = { enable: true, rollback: true };
    const changed = change({
      deploymentConfiguration: { maximumPercent: 150, minimumHealthyPercent: 50, deploymentCircuitBreaker },
    });
    expect(changed).toMatchObject({
      maximumPercent: 150,
      minimumHealthyPercent: 50,
      circuitBreaker: deploymentCircuitBreaker,
    });
  });

  it('lets a launch type take the place of a capacity provider strategy', () => {
    const revision = change({ launchType: 'FARGATE', forceNewDeployment: true }).deployments[0]?.revision;
    expect(revision).toMatchObject({ launchType: 'FARGATE' });
    expect(revision?.capacityProviderStrategy).toBeUndefined();
  });

  it('starts at once again after a back-off when the desired count changes', () => {
    const held = { ...service, failedStarts: 5, startNotBefore: 99 };
    expect(updated(held, { desiredCount: 2 }, 'x', 1)).toMatchObject({ failedStarts: 0, startNotBefore: 0 });
    expect(updated(held, { desiredCount: 1 }, 'x', 1)).toMatchObject({ failedStarts: 5, startNotBefore: 99 });
  });
});
