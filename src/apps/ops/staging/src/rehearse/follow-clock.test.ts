import type { RunHooks } from '@bookmark-manager/rehearsal';
import { expect, it } from 'vitest';
import { followClock } from './follow-clock.ts';

function following(withLease = true) {
  const calls: string[] = [];
  const noting = (name: string) => async () => void calls.push(name);
  const hooks: RunHooks[] = [];
  const listeners = new Set<(byMs: number) => unknown>();
  const lease = {
    renew: noting('renew'),
    setAside: noting('set aside'),
    stretch: noting('stretch'),
    takeUp: noting('take up'),
  };
  const scheduler = { pause: () => void calls.push('pause'), resume: noting('resume') };
  const clock = {
    onMove(listener: (byMs: number) => unknown) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const end = followClock({ clock, aroundRuns: (each) => hooks.push(each) }, scheduler, withLease ? lease : undefined);
  const run = async (keepAwake: boolean) => {
    for (const each of hooks) await each.before({ keepAwake, until: new Date(0) });
    for (const each of hooks) await each.after();
    return calls.splice(0);
  };
  const jump = async () => {
    await Promise.all([...listeners].map((listener) => listener(1)));
    return calls.splice(0);
  };
  return { run, jump, end };
}

it('a run goes without the lease, and without being asked between its firings', async () => {
  expect(await following().run(false)).toEqual(['pause', 'set aside', 'take up', 'resume']);
});

it('a run that is to stay awake has the lease last as long', async () => {
  expect(await following().run(true)).toEqual(['pause', 'stretch', 'take up', 'resume']);
});

it('a rehearsal that follows its calendar has no lease to set aside', async () => {
  expect(await following(false).run(false)).toEqual(['pause', 'resume']);
});

it('a jump of the clock renews the lease, until the rehearsal ends', async () => {
  const { jump, end } = following();
  expect(await jump()).toEqual(['renew']);
  end();
  expect(await jump()).toEqual([]);
});
