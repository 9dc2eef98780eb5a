import { describe, expect, it } from 'vitest';
import type { Outcome } from './health.ts';
import { createTargets } from './targets.ts';
import { aGroup, manualClock } from './testing.ts';

const A = { id: '127.0.16.1', port: 3000 };
const B = { id: '127.0.16.2', port: 3000 };

function start(outcome: Outcome = { ok: true }, busy = { open: 0 }) {
  const clock = manualClock();
  const probed: string[] = [];
  const told: string[] = [];
  const targets = createTargets({
    pace: clock,
    open: () => busy.open,
    probe: async ({ id }) => {
      probed.push(id);
      return outcome;
    },
    told: (_, { target, state }) => told.push(`${target.id} ${state}`),
  });
  const states = () => targets.standings('web').map(({ target, state }) => `${target.id} ${state}`);
  return { clock, probed, told, targets, states };
}

describe('targets', () => {
  it('of a group that no rule names are unused and not checked', async () => {
    const { clock, targets, states, probed } = start();
    targets.configure([aGroup('web')], new Set());
    targets.register('web', [A]);
    await clock.advance(100);
    expect(states()).toEqual(['127.0.16.1 unused']);
    expect(probed).toEqual([]);
    targets.configure([aGroup('web')], new Set(['web']));
    await clock.advance(1);
    expect(states()).toEqual(['127.0.16.1 healthy']);
    targets.configure([aGroup('web')], new Set());
    expect(states()).toEqual(['127.0.16.1 unused']);
  });

  it('are registered before their group is known', async () => {
    const { clock, targets, states } = start();
    targets.register('web', [A]);
    expect(states()).toEqual(['127.0.16.1 unused']);
    targets.configure([aGroup('web')], new Set(['web']));
    await clock.advance(1);
    expect(states()).toEqual(['127.0.16.1 healthy']);
  });

  it('drain for the delay of their group, unchecked, and are gone', async () => {
    const { clock, targets, states, probed } = start();
    targets.configure([aGroup('web', { deregistrationDelayMs: 30_000 })], new Set(['web']));
    targets.register('web', [A, B]);
    await clock.advance(1);
    targets.deregister('web', [A]);
    expect(states()).toEqual(['127.0.16.1 draining', '127.0.16.2 healthy']);
    const before = probed.filter((id) => id === A.id).length;
    await clock.advance(29);
    expect(states()).toContain('127.0.16.1 draining');
    await clock.advance(2);
    expect(states()).toEqual(['127.0.16.2 healthy']);
    expect(probed.filter((id) => id === A.id)).toHaveLength(before);
  });

  it('in a hurry drain only as long as they serve somebody', async () => {
    const busy = { open: 1 };
    const { clock, targets, states } = start({ ok: true }, busy);
    targets.configure([aGroup('web', { deregistrationDelayMs: 30_000 })], new Set(['web']));
    targets.register('web', [A]);
    await clock.advance(1);
    clock.hurried = true;
    targets.deregister('web', [A]);
    await clock.advance(5);
    expect(states()).toEqual(['127.0.16.1 draining']);
    busy.open = 0;
    await clock.advance(1);
    expect(states()).toEqual([]);
  });

  it('are new again when they are registered while they drain', async () => {
    const { clock, targets, states } = start({ ok: false, reason: 'Target.Timeout', description: '' });
    targets.configure([aGroup('web')], new Set(['web']));
    targets.register('web', [A]);
    targets.deregister('web', [A]);
    targets.register('web', [A]);
    expect(states()).toEqual(['127.0.16.1 initial']);
    await clock.advance(60);
    expect(states()).toEqual(['127.0.16.1 unhealthy']);
  });

  it('are deregistered by their address alone', () => {
    const { targets, states } = start();
    targets.configure([aGroup('web')], new Set(['web']));
    targets.register('web', [A]);
    targets.deregister('web', [{ id: A.id, port: 0 }]);
    expect(states()).toEqual(['127.0.16.1 draining']);
  });

  it('follow what was read, unless something was told since', () => {
    const { targets, states } = start();
    targets.configure([aGroup('web')], new Set(['web']));
    targets.register('web', [A]);
    const revision = targets.revision('web');
    targets.register('web', [B]);
    targets.replace('web', [A], revision);
    expect(states()).toEqual(['127.0.16.1 initial', '127.0.16.2 initial']);
    targets.replace('web', [A], targets.revision('web'));
    expect(states()).toEqual(['127.0.16.1 initial', '127.0.16.2 draining']);
  });

  it('that are functions are usable at once and never checked', async () => {
    const { clock, targets, probed } = start();
    targets.configure([aGroup('web', { kind: 'lambda' })], new Set(['web']));
    targets.register('web', [{ id: 'arn:aws:lambda:wake', port: 0 }]);
    await clock.advance(100);
    expect(targets.standings('web')[0]?.state).toBe('healthy');
    expect(probed).toEqual([]);
  });

  it('of a deleted group are forgotten', () => {
    const { targets, states } = start();
    targets.configure([aGroup('web')], new Set(['web']));
    targets.register('web', [A]);
    targets.configure([], new Set());
    expect(states()).toEqual([]);
  });
});
