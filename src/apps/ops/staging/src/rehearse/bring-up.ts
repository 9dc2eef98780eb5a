import { DescribeServicesCommand, DescribeTaskDefinitionCommand, ECSClient } from '@aws-sdk/client-ecs';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { World } from '@bookmark-manager/rehearsal';
import type { Context } from '../command.ts';
import { CLUSTER, SERVICES, serviceName } from '../names.ts';
import type { RehearsalTarget } from '../target/target.ts';
import { untilServed } from './awake.ts';
import { ensureImages, type Images } from './images.ts';
import { applyAll, applyCompute, type Infrastructure, isApplied, planAll } from './infrastructure.ts';
import { endEarlierLeases, keepAwake } from './lease.ts';
import { appliedMigration, migrate } from './migrate.ts';
import { reconciling } from './reconciling.ts';
import type { Screen } from './screen.ts';

export type BringUp = {
  context: Context;
  target: RehearsalTarget;
  world: World;
  accountId: string;
  screen: Screen;
  /** What is started is put here, to be ended before the world is. */
  running: AsyncDisposableStack;
  /** Follow the calendar instead of being awake for as long as this runs. */
  asScheduled: boolean;
};

/**
 * From a started world to a page that answers: images and infrastructure side by side, the migration, the awake lease,
 * the scheduler. `proof` resolves when a plan beside it has shown that nothing is left to change.
 */
export async function bringUp(options: BringUp): Promise<{ page: string[]; proof: Promise<void> }> {
  const { context, target, world, screen, running, asScheduled } = options;
  const { io } = context;
  const ssm = new SSMClient(target.clientOptions);
  const infrastructure: Infrastructure = {
    context,
    target,
    onStart: (group) => world.watchOver(group, 'SIGINT'),
  };
  const applied = await isApplied(infrastructure);
  const images = await standUp(options, ssm, infrastructure, applied);
  if (!(await runImages(target, images))) {
    await screen.step('Task definitions', applyCompute(infrastructure), () => 'run these images');
  }
  await endEarlierLeases(ssm);
  if (!asScheduled) {
    const failed = (error: unknown) => screen.note('Lease', `could not be renewed: ${error}`);
    running.use(await keepAwake({ ssm, clock: world.clock, failed }));
  }
  const scheduler = running.use(reconciling(target, (listener) => world.events.subscribe(listener)));
  await scheduler.ask();
  await bringUpToDate(options, images);
  await scheduler.ask();
  const door = () => world.doors()[0]?.url;
  const serving = untilServed({ reconciling: scheduler, door, io });
  const served = await screen.step('Services', serving, (yes) => (yes ? 'web and api answer' : 'asleep, as scheduled'));
  const proof = prove(infrastructure, screen, io.signal);
  running.defer(() => proof);
  return { page: sayPage(options, door() ?? target.run.door, served), proof };
}

/** Images are built while the provider waits for AWS. */
async function standUp(
  { context, target, world, accountId, screen }: BringUp,
  ssm: SSMClient,
  infrastructure: Infrastructure,
  applied: boolean,
): Promise<Images> {
  const { config, io } = context;
  const { onStart } = infrastructure;
  const building = ensureImages(ssm, { config, images: world.images, signal: io.signal, onStart, accountId });
  const images = screen.step('Images', building, ({ built }) =>
    built.length > 0 ? `${built.join(', ')} built` : 'as they were',
  );
  const applying = applied ? Promise.resolve() : applyAll(infrastructure);
  const all = applied
    ? applying
    : screen.step(
        'Infrastructure',
        applying,
        () => `six units applied (${target.environment.STAGING_SHAPE ?? 'lean'})`,
      );
  const results = await Promise.allSettled([images, all]);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  return images;
}

/** Whether the services' task definitions are of these images. */
async function runImages(target: RehearsalTarget, { images }: Images): Promise<boolean> {
  const ecs = new ECSClient(target.clientOptions);
  const { services = [] } = await ecs.send(
    new DescribeServicesCommand({ cluster: CLUSTER, services: SERVICES.map(serviceName) }),
  );
  const current = SERVICES.map(async (service) => {
    const taskDefinition = services.find(({ serviceName: name }) => name === serviceName(service))?.taskDefinition;
    if (taskDefinition === undefined) return false;
    const found = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
    return found.taskDefinition?.containerDefinitions?.[0]?.image === images[service].image;
  });
  return (await Promise.all(current)).every(Boolean);
}

/** Migrates before a service starts that needs it. */
async function bringUpToDate({ context, target, screen }: BringUp, { images }: Images): Promise<void> {
  const options = { client: target.clientOptions, signal: context.io.signal };
  const needed = images.api.migration;
  const last = await appliedMigration(options);
  if (needed === null || (last !== null && last >= needed)) return;
  await screen.step('Database', migrate(options), (migration) => `migrated to ${migration}`);
}

async function prove(infrastructure: Infrastructure, screen: Screen, signal: AbortSignal): Promise<void> {
  const { outcome, seconds, changes } = await planAll(infrastructure, signal);
  if (outcome === 'interrupted') return;
  if (outcome === 'failed') screen.note('Plan', 'could not be made: staging plan says why');
  else if (changes.length === 0) screen.note('Proved', `a plan of all units is empty (${seconds.toFixed(0)} s)`);
  else screen.note('Plan', `not empty, staging up applies it (${changes.join('; ')})`);
}

function sayPage({ target, world }: BringUp, door: string, served: boolean): string[] {
  const rows = [
    [door, served ? 'the application, through the load balancer' : 'the wake page, through the load balancer'],
    [target.run.endpoint, 'the AWS API:  eval "$(npx staging env)"  turns a shell to it'],
    ['npx staging status', 'what runs; --help lists the other commands'],
    ['Ctrl-C', 'ends everything; npm start goes on from there'],
  ];
  const limits = world.limits.enforced ? [] : [['', `limits are off: ${world.limits.why}`]];
  return [...rows, ...limits].map(([what = '', text = '']) => `${what.padEnd(24)} ${text}`);
}
