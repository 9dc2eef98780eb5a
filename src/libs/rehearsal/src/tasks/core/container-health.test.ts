import { describe, expect, it } from 'vitest';
import { afterProbe, type HealthState, taskHealth } from './container-health.ts';

const CHECK = { command: ['CMD', 'true'], retries: 2, startPeriod: 10 };

/** Probes as `[passed, seconds since the start]`. */
function after(...probes: [boolean, number][]): HealthState['status'] {
  const begin: HealthState = { status: 'UNKNOWN', failures: 0 };
  return probes.reduce((state, [passed, second]) => afterProbe(state, passed, second * 1000, CHECK), begin).status;
}

describe('a container health check', () => {
  it.each([
    ['is unknown before the first probe', [], 'UNKNOWN'],
    ['is healthy with the first success', [[true, 1]], 'HEALTHY'],
    [
      'forgives failures within the start period',
      [
        [false, 1],
        [false, 5],
        [false, 9],
      ],
      'UNKNOWN',
    ],
    [
      'counts failures after it',
      [
        [false, 10],
        [false, 11],
      ],
      'UNHEALTHY',
    ],
    [
      'needs failures one after the other',
      [
        [false, 10],
        [true, 11],
        [false, 12],
      ],
      'HEALTHY',
    ],
    [
      'counts failures within the start period once it has succeeded',
      [
        [true, 1],
        [false, 2],
        [false, 3],
      ],
      'UNHEALTHY',
    ],
    [
      'recovers with one success',
      [
        [false, 10],
        [false, 11],
        [true, 12],
      ],
      'HEALTHY',
    ],
  ] as [string, [boolean, number][], string][])('%s', (_, probes, status) => {
    expect(after(...probes)).toBe(status);
  });

  it('has three retries and no start period unless told', () => {
    const check = { command: ['CMD', 'true'] };
    let state: HealthState = { status: 'UNKNOWN', failures: 0 };
    for (const expected of ['UNKNOWN', 'UNKNOWN', 'UNHEALTHY']) {
      state = afterProbe(state, false, 0, check);
      expect(state.status).toBe(expected);
    }
  });
});

describe('the health of a task', () => {
  const one = (health: 'UNKNOWN' | 'HEALTHY' | 'UNHEALTHY', change = {}) => ({
    essential: true,
    checked: true,
    health,
    ...change,
  });
  it.each([
    ['is unknown without any check', [one('UNKNOWN', { checked: false })], 'UNKNOWN'],
    ['is healthy when all essential containers are', [one('HEALTHY'), one('HEALTHY')], 'HEALTHY'],
    ['is unknown while one is', [one('HEALTHY'), one('UNKNOWN')], 'UNKNOWN'],
    ['is unhealthy when one is', [one('HEALTHY'), one('UNHEALTHY')], 'UNHEALTHY'],
    ['does not depend on others', [one('HEALTHY'), one('UNHEALTHY', { essential: false })], 'HEALTHY'],
  ] as const)('%s', (_, containers, health) => {
    expect(taskHealth(containers)).toBe(health);
  });
});
