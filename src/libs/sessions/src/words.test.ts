import { describe, expect, it } from 'vitest';
import { parseTarget, sayTarget } from './target.ts';
import { newerThan } from './words.ts';

describe('a version', () => {
  it.each([
    ['3.3.40.0', '3.0.196.0', true],
    ['3.0.196.0', '3.0.196.0', false],
    ['3.0.195.9', '3.0.196.0', false],
    ['10.0', '9.9.9.9', true],
  ])('%s is newer than %s: %s', (one, other, expected) => {
    expect(newerThan(one, other)).toBe(expected);
  });
});

describe('a target', () => {
  it.each([
    [{ cluster: 'staging-cluster', task: '0a1b', runtimeId: '0a1b-0123456789' }],
    [{ cluster: 'my_own_cluster', task: '0a1b', runtimeId: '0a1b-0123456789' }],
  ])('%j is read as it is said', (target) => {
    expect(parseTarget(sayTarget(target))).toEqual(target);
  });

  it.each(['i-0123456789abcdef0', 'ecs:cluster', 'ecs:cluster_0a1b', ''])('"%s" is none of a task', (text) => {
    expect(parseTarget(text)).toBeUndefined();
  });
});
