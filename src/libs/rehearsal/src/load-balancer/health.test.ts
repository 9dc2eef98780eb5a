import { describe, expect, it } from 'vitest';
import { type Health, isExpected, type Outcome, observe, REGISTERED } from './health.ts';

const OK: Outcome = { ok: true };
const BAD: Outcome = { ok: false, reason: 'Target.Timeout', description: 'Request timed out' };
const LIMITS = { healthyThreshold: 3, unhealthyThreshold: 2 };
const after = (...outcomes: Outcome[]) =>
  outcomes.reduce<Health>((health, one) => observe(health, one, LIMITS), REGISTERED);

describe('a target', () => {
  it.each<[string, Outcome[], Health['state']]>([
    ['is initial before its first check', [], 'initial'],
    ['is healthy after one success', [OK], 'healthy'],
    ['stays initial after fewer failures than the threshold', [BAD], 'initial'],
    ['is healthy after one success that follows a failure', [BAD, OK], 'healthy'],
    ['is unhealthy after the threshold of failures', [BAD, BAD], 'unhealthy'],
    ['stays healthy through a single failure', [OK, BAD], 'healthy'],
    ['stays healthy when failures are not in a row', [OK, BAD, OK, BAD], 'healthy'],
    ['turns unhealthy after failures in a row', [OK, BAD, BAD], 'unhealthy'],
    ['stays unhealthy below the threshold of successes', [BAD, BAD, OK, OK], 'unhealthy'],
    ['stays unhealthy when successes are not in a row', [BAD, BAD, OK, OK, BAD, OK], 'unhealthy'],
    ['turns healthy after the threshold of successes', [BAD, BAD, OK, OK, OK], 'healthy'],
  ])('%s', (_, outcomes, expected) => {
    expect(after(...outcomes).state).toBe(expected);
  });

  it('says why it is not healthy, and nothing once it is', () => {
    expect(after()).toMatchObject({ reason: 'Elb.RegistrationInProgress' });
    expect(after(BAD)).toMatchObject({ reason: 'Elb.InitialHealthChecking' });
    expect(after(BAD, BAD)).toMatchObject({ reason: 'Target.Timeout', description: 'Request timed out' });
    expect(after(BAD, BAD, OK)).toMatchObject({ reason: 'Target.Timeout' });
    expect(after(OK)).not.toHaveProperty('reason');
    expect(after(OK, BAD)).not.toHaveProperty('reason');
  });
});

describe('a matcher', () => {
  it.each([
    ['200', 200, true],
    ['200', 204, false],
    ['200-299', 204, true],
    ['200-299', 300, false],
    ['200,302', 302, true],
    ['200, 302', 302, true],
    ['200,302', 301, false],
  ])('%s expects %i: %s', (matcher, status, expected) => {
    expect(isExpected(matcher, status)).toBe(expected);
  });
});
