import type { Health, HealthCheck } from '../types.ts';

/** How a container's health check stands. `failures` counts failed probes one after the other. */
export type HealthState = { status: Health; failures: number };

/** ECS's defaults and bounds, in seconds and times. */
export function settings(check: HealthCheck) {
  const { interval = 30, timeout = 5, retries = 3, startPeriod = 0 } = check;
  return { intervalSeconds: interval, timeoutSeconds: timeout, retries, startPeriodSeconds: startPeriod };
}

/** The state after one more probe. Failures within the start period don't count until one probe has succeeded. */
export function afterProbe(state: HealthState, passed: boolean, ranMs: number, check: HealthCheck): HealthState {
  if (passed) return { status: 'HEALTHY', failures: 0 };
  const { retries, startPeriodSeconds } = settings(check);
  if (state.status === 'UNKNOWN' && ranMs < startPeriodSeconds * 1000) return state;
  const failures = state.failures + 1;
  return { status: failures >= retries ? 'UNHEALTHY' : state.status, failures };
}

/** A task's health from its essential containers' ones; a container without a check has no say. */
export function taskHealth(containers: readonly { essential: boolean; checked: boolean; health: Health }[]): Health {
  const judged = containers.filter((container) => container.essential && container.checked);
  if (judged.some((container) => container.health === 'UNHEALTHY')) return 'UNHEALTHY';
  return judged.length > 0 && judged.every((container) => container.health === 'HEALTHY') ? 'HEALTHY' : 'UNKNOWN';
}
