import { randomBytes } from 'node:crypto';
import { userInfo } from 'node:os';
import { type Image, imageParameter, leaseName, parseImage } from '@bookmark-manager/schedule';
import { appliedMigration, databaseAvailable, migrate } from '../database/migrate.ts';
import { isStagingError } from '../errors.ts';
import { takeHold } from '../leases/hold.ts';
import { PARAMETERS, type Service } from '../names.ts';
import { readParameter, writeParameter } from '../parameters.ts';
import { callScheduler } from '../scheduler-call.ts';
import { worldTime } from '../target/time.ts';
import { tryCanary } from './canary.ts';
import { causeOf } from './cause.ts';
import { conclude, failure, recover, writeEntry } from './conclude.ts';
import type { Deployment, Entry } from './deployment.ts';
import { keepOld } from './keep-old.ts';
import { type HeldMark, takeMark } from './mark.ts';
import { registerNext } from './next.ts';
import { describeService } from './picture.ts';
import type { Tools } from './tools.ts';

export type DeployRequest = {
  /** In this order, one after the other: web asks the API. */
  services: readonly Service[];
  kind: Deployment['kind'];
  /** What to deploy: asked once nobody else deploys, and before anything is rolled out. */
  image(service: Service): Promise<Image>;
};

const GOES_ON = 'staging deploy goes on from here, whoever types it.';

/**
 * Deploys services one after the other; what comes after one that failed is left as it is.
 * @throws StagingError when somebody else deploys, something is in the way, or an image comes to nothing
 */
export async function deploy(tools: Tools, { services, kind, image }: DeployRequest): Promise<(Entry | null)[]> {
  const { target, context } = tools;
  await using mark = await markDeploying(tools, services);
  await recover(tools, mark);
  context.io.err('Looking whether compute is as this checkout says …');
  await tools.compute.check(context, target, services);
  const images: [Service, Image][] = [];
  for (const service of services) images.push([service, await image(service)]);
  await using _ = await holdFor(tools, services);
  const entries: (Entry | null)[] = [];
  for (const [service, its] of images) entries.push(await deployOne(tools, mark, { service, kind, image: its }));
  if (entries.some((entry) => entry?.outcome === 'ready')) await startIfAwake(tools);
  return entries;
}

/** A service that had no image until now sleeps though the environment is awake: its time has come. */
async function startIfAwake({ target, context: { io } }: Tools): Promise<void> {
  const { desired } = await callScheduler(target, { action: 'reconcile' });
  if (desired === 'awake') io.err('It is office hours, or somebody keeps it awake: it starts now (staging status).');
}

/** Takes the mark for services that are there; `what` is being done to them. @throws StagingError when one is not, or somebody else deploys */
export async function markDeploying(tools: Tools, services: readonly Service[], what = 'deploys'): Promise<HeldMark> {
  const { target, ssm, ecs, context } = tools;
  for (const service of services) await describeService(ecs, service);
  const { now } = await worldTime(target);
  const request = { id: newId('deploying', now), by: userInfo().username, what, services: [...services] };
  return takeMark({ ssm, warn: (text) => context.io.err(text) }, { ...request, since: now.toISOString() });
}

/** Null when the image is deployed already. */
async function deployOne(
  tools: Tools,
  mark: HeldMark,
  wanted: Pick<Deployment, 'service' | 'kind' | 'image'>,
): Promise<Entry | null> {
  const { context, target, ssm, ecs } = tools;
  const { service, image } = wanted;
  const name = imageParameter(PARAMETERS, service);
  const before = parseImage((await readParameter(ssm, name)) ?? '');
  if (before?.image === image.image) return null;
  const { now } = await worldTime(target);
  const id = newId(service, now);
  const deployment: Deployment = { ...wanted, id, by: userInfo().username, startedAt: now.toISOString(), before };
  await refusing(tools, deployment, () => migrateFirst(tools, deployment));
  const { desiredCount } = await describeService(ecs, service);
  if (!desiredCount) await refusing(tools, deployment, () => tryFirst(tools, deployment));
  await mark.note(deployment);
  await writeParameter(ssm, name, JSON.stringify(image));
  context.io.err(`  ${service}: rolling it out`);
  await using _ = await keepOld({ ...tools, io: context.io }, service);
  await tools.compute.apply(context, target, { refresh: false });
  return await conclude(tools, mark, deployment);
}

/** What fails before anything was changed is a refusal: the history has it, too. */
async function refusing(tools: Tools, deployment: Deployment, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isStagingError(error) && !tools.context.io.signal.aborted) {
      const [why = ''] = error.message.split('\n');
      await writeEntry(tools, deployment, { outcome: 'refused', why, taskDefinition: null });
    }
    throw error;
  }
}

/** The image brings its migrations, and runs them itself before any task of it serves. Old tasks must bear with the result. */
async function migrateFirst({ target, context, ecs }: Tools, { image }: Deployment): Promise<void> {
  const options = { client: target.clientOptions, signal: context.io.signal };
  const applied = await appliedMigration(options);
  if (image.migration === null || (applied !== null && applied >= image.migration)) return;
  context.io.err(`  api: migrating the database to ${image.migration}`);
  await databaseAvailable({ ...options, goesOn: GOES_ON });
  await using next = await registerNext(ecs, 'migrate', image.image);
  await migrate({ ...options, taskDefinition: next.taskDefinition, goesOn: GOES_ON });
}

/** Asleep, a rollout has no task that could prove anything: one is started for that. */
async function tryFirst(tools: Tools, deployment: Deployment): Promise<void> {
  const { target, context, ecs, everyMs } = tools;
  const { service, image } = deployment;
  const { io } = context;
  io.err(`  ${service}: sleeps, so one task is started to try the image`);
  if (service === 'api') await databaseAvailable({ client: target.clientOptions, signal: io.signal, goesOn: GOES_ON });
  const pace = everyMs === undefined ? {} : { everyMs };
  const unhealthy = await tryCanary({ ecs, service, image: image.image, io, ...pace });
  if (unhealthy === null) return;
  const cause = causeOf(unhealthy, service);
  throw await failure(tools, deployment, 'is left as it is, its canary failed', cause, unhealthy);
}

/** Awake it stays awake, asleep only the database is woken, and only where it is needed: for the API unless it is said. */
export async function holdFor(
  tools: Tools,
  services: readonly Service[],
  { why = `deploys ${services.join(' and ')}`, database = services.includes('api') } = {},
): Promise<AsyncDisposable> {
  const { target, ecs, context } = tools;
  const counts = await Promise.all(services.map(async (service) => (await describeService(ecs, service)).desiredCount));
  const awake = counts.some(Boolean);
  if (!awake && !database) return { [Symbol.asyncDispose]: async () => undefined };
  const hold = await takeHold(target, {
    why,
    ...(awake ? {} : { only: 'database' as const }),
    warn: (text) => context.io.err(text),
  });
  if (!awake) await callScheduler(target, { action: 'reconcile' });
  return hold;
}

const newId = (what: string, now: Date) => leaseName(what, now, randomBytes(3).toString('hex'));
