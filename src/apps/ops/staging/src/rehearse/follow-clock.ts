import type { World } from '@bookmark-manager/rehearsal';
import type { KeptLease } from './lease.ts';
import type { Reconciling } from './reconciling.ts';

/**
 * What of the rehearsal itself depends on the world's time: a jump of the clock renews its lease before any schedule fires, and
 * while the clock is run the schedules alone decide, without the lease unless it is asked for. Returns what ends this.
 */
export function followClock(
  { clock, aroundRuns }: { clock: Pick<World['clock'], 'onMove'>; aroundRuns: World['aroundRuns'] },
  scheduler: Pick<Reconciling, 'pause' | 'resume'>,
  lease: Pick<KeptLease, 'renew' | 'setAside' | 'stretch' | 'takeUp'> | undefined,
): () => void {
  aroundRuns({
    async before({ keepAwake, until }) {
      scheduler.pause();
      await (keepAwake ? lease?.stretch(until) : lease?.setAside());
    },
    async after() {
      await lease?.takeUp();
      await scheduler.resume();
    },
  });
  return clock.onMove(() => lease?.renew());
}
