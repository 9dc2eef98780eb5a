import { ECSClient } from '@aws-sdk/client-ecs';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { World } from '@bookmark-manager/rehearsal';
import type { Context } from '../command.ts';
import { appliedMigration, migrate } from '../database/migrate.ts';
import { interrupted } from '../errors.ts';
import { type Images, runImages } from '../images/ensure.ts';
import type { RehearsalTarget } from '../target/target.ts';
import { untilServed } from './awake.ts';
import { followClock } from './follow-clock.ts';
import { applyCompute, type Infrastructure } from './infrastructure.ts';
import { endEarlierLeases, keepAwake } from './lease.ts';
import { sayPage } from './page.ts';
import { prove } from './proof.ts';
import { type Reconciling, reconciling } from './reconciling.ts';
import type { Screen } from './screen.ts';
import { standUp } from './stand-up.ts';

export type BringUp = {
  context: Context;
  target: RehearsalTarget;
  world: Pick<World, 'aroundRuns' | 'clock' | 'doors' | 'events' | 'limits' | 'onRestart' | 'watchOver'>;
  screen: Screen;
  /** What is started is put here, to be ended before the world is. */
  running: AsyncDisposableStack;
  /** Follow the calendar instead of being awake for as long as this runs. */
  asScheduled: boolean;
};

/**
 * From a started world to a page that answers: images and infrastructure side by side, the migration, the awake lease,
 * the scheduler. `door` is where the load balancer serves. `proof` resolves when a plan beside it has shown that nothing is left to change.
 */
export async function bringUp(options: BringUp): Promise<{ page: string[]; door: string; proof: Promise<void> }> {
  const { context, target, world, screen, running } = options;
  const { signal } = context.io;
  goOn(signal);
  const ssm = new SSMClient(target.clientOptions);
  const infrastructure: Infrastructure = {
    context,
    target,
    onStart: (group) => world.watchOver(group, 'SIGINT'),
  };
  const images = await standUp(options, ssm, infrastructure);
  if (!(await runImages(new ECSClient(target.clientOptions), images))) {
    await screen.step('Task definitions', applyCompute(infrastructure), () => 'run these images');
  }
  goOn(signal);
  await endEarlierLeases(ssm);
  const failed = (error: unknown) => screen.note('Lease', `could not be renewed: ${error}`);
  const lease = options.asScheduled ? undefined : running.use(await keepAwake({ ssm, clock: world.clock, failed }));
  const scheduler = running.use(reconciling(target, (listener) => world.events.subscribe(listener)));
  running.defer(followClock(world, scheduler, lease));
  // What was written last may be lost then, and without its lease the environment would fall asleep.
  world.onRestart(() => void lease?.renew().then(() => scheduler.ask().catch(() => undefined)));
  await scheduler.ask();
  await bringUpToDate(options, images);
  await scheduler.ask();
  const served = await serve(options, scheduler);
  const proof = prove(infrastructure, screen, signal);
  running.defer(() => proof);
  const { endpoint } = target.run;
  const door = doorOf(options) ?? target.run.door;
  return { page: sayPage({ endpoint, door, served }, world.limits), door, proof };
}

/** Ctrl-C ends a start between two of its steps, too. */
function goOn(signal: AbortSignal): void {
  if (signal.aborted) throw interrupted('Interrupted.', 'npm start goes on from here.');
}

/** Migrates before a service starts that needs it. */
async function bringUpToDate({ context, target, screen }: BringUp, { images }: Images): Promise<void> {
  const options = { client: target.clientOptions, signal: context.io.signal };
  const needed = images.api.migration;
  const last = await appliedMigration(options);
  if (needed === null || (last !== null && last >= needed)) return;
  await screen.step('Database', migrate(options), (migration) => `migrated to ${migration}`);
}

function serve(options: BringUp, scheduler: Reconciling): Promise<boolean> {
  const { context, screen } = options;
  const serving = untilServed({ reconciling: scheduler, door: () => doorOf(options), io: context.io });
  return screen.step('Services', serving, (yes) => (yes ? 'web and api answer' : 'asleep, as scheduled'));
}

const doorOf = ({ world }: BringUp) => world.doors()[0]?.url;
