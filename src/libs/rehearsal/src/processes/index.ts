import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { born } from './born.ts';
import { findCgroups } from './cgroups.ts';
import { startChild } from './child.ts';
import { createGuardian, sweep } from './guardian.ts';
import type { ManagedProcess, Processes } from './types.ts';

export type { ManagedProcess, Processes } from './types.ts';

/** Real milliseconds that children get to end by themselves when all of them are disposed. */
const GRACE_MS = 10_000;

/**
 * Makes what starts the rehearsal's processes, after ending whatever a former run with this `directory` (a folder of its own) left behind.
 * With `limits: 'auto'` children get exactly their CPU and memory where
 * the machine's control groups allow it.
 */
export async function createProcesses(options: { directory: string; limits: 'auto' | 'off' }): Promise<Processes> {
  await sweep(options.directory);
  const guardian = createGuardian(options.directory);
  const cgroups = options.limits === 'off' ? { why: 'they are switched off' } : findCgroups(String(process.pid));
  if (!('why' in cgroups)) guardian.controlGroups(cgroups.tops);
  const living = new Set<ManagedProcess>();
  let over = false;
  return {
    limits: 'why' in cgroups ? { enforced: false, why: cgroups.why } : { enforced: true },
    async start(spec) {
      if (over) throw new Error(`${spec.name} cannot be started: everything is being stopped`);
      const cgroup = spec.limits && !('why' in cgroups) ? cgroups.create(spec.name, spec.limits) : undefined;
      const child = await startChild(spec, guardian.folder, cgroup).catch((error) => {
        cgroup?.remove();
        throw error;
      });
      living.add(child);
      void child.exited.then(() => living.delete(child));
      return child;
    },
    watchOver(pid, stopSignal) {
      const record = join(guardian.folder, String(pid));
      writeFileSync(record, `${born(pid)} ${stopSignal.slice(3)}\n`);
      return { [Symbol.dispose]: () => rmSync(record, { force: true }) };
    },
    async [Symbol.asyncDispose]() {
      over = true;
      await Promise.all([...living].map((child) => child.stop({ graceMs: GRACE_MS })));
      await guardian[Symbol.asyncDispose]();
    },
  };
}
