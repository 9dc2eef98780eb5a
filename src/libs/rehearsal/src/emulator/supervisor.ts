import { pause } from '../clock/index.ts';
import type { Exit } from '../processes/types.ts';
import type { Address, Upstream } from '../relay/types.ts';
import { fault } from '../relay/wire.ts';
import type { Moto } from './moto.ts';

/** Deaths in a row, each within this time of the start, after which moto is not started again. */
const MOST_DEATHS = 3;
const HEALTHY_MS = 10_000;
/** How long a request waits while moto is started again. */
const PATIENCE_MS = 60_000;
/** How long after a broken connection its death shows, and how long a save that it had begun may still take. */
const DEATH_SHOWS_MS = 1000;
const LAST_SAVE_MS = 10_000;

/** Keeps one moto running until it is told to stop. */
export interface Supervisor extends Upstream {
  /** The running one; waits while it is started again, rejects when that failed for good. */
  current(): Promise<Moto>;
  stop(): Promise<void>;
}

export function supervise(options: {
  first: Moto;
  launch: () => Promise<Moto>;
  /** Told of each death, and of each new beginning. */
  died: (exit: Exit) => void;
  restarted: () => void;
  gaveUp: (error: unknown) => void;
}): Supervisor {
  const known = new WeakMap<Address, Moto>();
  let over = false;
  let deaths = 0;

  const watch = (moto: Moto): Moto => {
    known.set(moto.address, moto);
    const startedAt = Date.now();
    void moto.child.exited.then((exit) => {
      if (over) return;
      options.died(exit);
      deaths = Date.now() - startedAt < HEALTHY_MS ? deaths + 1 : 1;
      current = relaunch(moto);
      current.then(options.restarted, options.gaveUp);
    });
    return moto;
  };
  const relaunch = async (dead: Moto): Promise<Moto> => {
    // Its group may hold a child that is just writing the snapshot: wait for it, and begin from the newest.
    await dead.child.stop({ graceMs: LAST_SAVE_MS });
    if (deaths >= MOST_DEATHS) throw new Error(`it ended ${deaths} times in a row`);
    return watch(await options.launch());
  };
  let current = Promise.resolve(watch(options.first));

  const address = async () => (await within(PATIENCE_MS, current)).address;
  return {
    current: () => current,
    address,
    async replaced(former) {
      const moto = known.get(former);
      const died = moto?.child.exited.then(() => true) ?? true;
      if (over || !(await Promise.race([died, pause(DEATH_SHOWS_MS).then(() => false)]))) return false;
      return (await address()) !== former;
    },
    async stop() {
      over = true;
      const last = await current.catch(() => undefined);
      await last?.child.stop({ graceMs: LAST_SAVE_MS });
    },
  };
}

async function within(ms: number, moto: Promise<Moto>): Promise<Moto> {
  const patience = new AbortController();
  const late = pause(ms, patience.signal).then(() => Promise.reject(new Error(`not within ${ms / 1000} s`)));
  try {
    return await Promise.race([moto, late]);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw fault('ServiceUnavailable', `The emulator is not running: ${why} (see logs/emulator.log).`, 503);
  } finally {
    patience.abort();
  }
}
