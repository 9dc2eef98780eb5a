import type { TargetState } from '../context.ts';

/**
 * Round robin over the targets that may get a request: the healthy ones, or, when none is healthy, every registered one
 * (an ALB fails open). `turn` counts up by one with each request. Undefined when nothing is registered: a 503.
 */
export function pick<T extends { state: TargetState }>(targets: readonly T[], turn: number): T | undefined {
  const healthy = targets.filter(({ state }) => state === 'healthy');
  const usable = healthy.length > 0 ? healthy : targets.filter(({ state }) => state !== 'draining');
  return usable[turn % usable.length];
}
