import { describe, expect, it, test } from 'vitest';
import { describeServed, forwardingOfRoutes, leadOf, readServed } from './served.ts';

const ids = { app: 'a1', wake: 'w1' };
const served = (web: string, revision = 'r1') => ({ revision, leads: { web, api: 'app' } });

describe('what a deployment serves', () => {
  it('is read from its description as it was written', () => {
    expect(describeServed(served('wake'))).toBe('web=wake api=app revision=r1');
    expect(readServed(describeServed(served('wake')))).toEqual(served('wake'));
  });

  test.each([undefined, '', 'Made by hand', 'web=app', 'web=app revision', 'web=app  revision=r1'])(
    'is not known from %j',
    (text) => {
      expect(readServed(text)).toBeNull();
    },
  );
});

describe('where routes lead', () => {
  test.each([
    [['integrations/a1'], 'app'],
    [['integrations/a1', 'integrations/a1', 'integrations/a1'], 'app'],
    [['integrations/w1', 'integrations/w1'], 'wake'],
    [['integrations/a1', 'integrations/w1'], 'other'],
    [['integrations/a1', undefined], 'other'],
    [['integrations/else'], 'other'],
    [[], 'other'],
  ] as const)('%j: %s', (targets, lead) => {
    expect(leadOf(targets, ids)).toBe(lead);
  });
});

describe('where visitors are sent', () => {
  test.each([
    ['app', served('app'), 'app'],
    ['wake', served('wake'), 'wake'],
    ['app', served('wake'), 'mixed'],
    ['wake', served('app'), 'mixed'],
    ['other', served('app'), 'mixed'],
    ['app', served('app', 'r0'), 'mixed'],
    ['app', null, 'mixed'],
    ['app', { revision: 'r1', leads: {} }, 'mixed'],
  ] as const)('routes to %s, %j served: %s', (lead, was, expected) => {
    expect(forwardingOfRoutes('web', lead, was, 'r1')).toBe(expected);
  });
});
