import type { HealthCheck } from './model.ts';

/** Where a registered target stands. Counts are of checks in a row. */
export type Health = {
  state: 'initial' | 'healthy' | 'unhealthy';
  successes: number;
  failures: number;
  /** Why it is not healthy, in ELB's words. */
  reason?: string;
  description?: string;
};

/** What one health check found. */
export type Outcome =
  | { ok: true }
  | {
      ok: false;
      reason: 'Target.ResponseCodeMismatch' | 'Target.Timeout' | 'Target.FailedHealthChecks';
      description: string;
    };

export const REGISTERED = {
  state: 'initial',
  successes: 0,
  failures: 0,
  reason: 'Elb.RegistrationInProgress',
  description: 'Target registration is in progress',
} as const satisfies Health;

/**
 * The health after one more check. A new target needs one success, as at an ALB; afterwards a change of mind needs the
 * group's threshold of checks in a row.
 */
export function observe(
  health: Health,
  outcome: Outcome,
  limits: Pick<HealthCheck, 'healthyThreshold' | 'unhealthyThreshold'>,
): Health {
  return outcome.ok
    ? afterSuccess(health, limits.healthyThreshold)
    : afterFailure(health, outcome, limits.unhealthyThreshold);
}

function afterSuccess(health: Health, threshold: number): Health {
  const successes = health.successes + 1;
  if (health.state !== 'unhealthy' || successes >= threshold) return { state: 'healthy', successes, failures: 0 };
  return { ...health, successes, failures: 0 };
}

function afterFailure(health: Health, outcome: Extract<Outcome, { ok: false }>, threshold: number): Health {
  const failures = health.failures + 1;
  const counts = { successes: 0, failures };
  const why = { reason: outcome.reason, description: outcome.description };
  if (health.state === 'unhealthy' || failures >= threshold) return { state: 'unhealthy', ...counts, ...why };
  if (health.state === 'healthy') return { state: 'healthy', ...counts };
  return {
    state: 'initial',
    ...counts,
    reason: 'Elb.InitialHealthChecking',
    description: 'Initial health checks in progress',
  };
}

/** Whether a status code is one that the matcher (`200`, `200-299`, `200,302`) names. */
export function isExpected(matcher: string, status: number): boolean {
  return matcher.split(',').some((part) => {
    const [from, to = from] = part.split('-').map(Number);
    return from !== undefined && to !== undefined && from <= status && status <= to;
  });
}
