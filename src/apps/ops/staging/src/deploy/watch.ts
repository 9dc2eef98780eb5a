import { interrupted } from '../errors.ts';
import type { Io } from '../io.ts';
import type { Service } from '../names.ts';
import { pause } from '../text/duration.ts';
import { failedTask, meaningOf, type Ours, type Verdict } from './meaning.ts';
import { type Clients, type Picture, readPicture, type SeenTask } from './picture.ts';

const EVERY_MS = 1500;
/** ECS gives up after three tasks that failed; one that never answers is given ten minutes. Only a lack of room lasts longer. */
const LIMIT_MS = 45 * 60_000;
/** ECS may answer for a few seconds as if nothing had been asked of it: until the deployment was seen, an end is believed after so many looks. */
const DOUBTED_LOOKS = 10;

export type Watched = {
  verdict: Exclude<Verdict, 'going on'>;
  /** The one that failed last. */
  failed: SeenTask | undefined;
  /** Not over after this long: ECS would go on trying. */
  endless: boolean;
};

export type WatchOptions = {
  clients: Clients;
  service: Service;
  ours: Ours;
  io: Pick<Io, 'err' | 'signal'>;
  /** Real milliseconds between two looks. */
  everyMs?: number;
};

/**
 * Follows a deployment to its end, and says each change on the error stream.
 * @throws StagingError when the user interrupts: ECS goes on with it
 */
export async function watch({ clients, service, ours, io, everyMs = EVERY_MS }: WatchOptions): Promise<Watched> {
  const began = Date.now();
  let told: ReadonlySet<string> | undefined;
  const targets = new Map<string, string>();
  let said = '';
  let failed: SeenTask | undefined;
  let seen = false;
  let looks = 0;
  while (!io.signal.aborted) {
    const picture = await readPicture(clients, service);
    const { verdict, line } = meaningOf(picture, ours);
    looks += 1;
    seen ||= picture.deployments.some(({ id, taskDefinition }) => ours({ deployment: id, taskDefinition }));
    const isSure = seen || looks > DOUBTED_LOOKS;
    failed = withTarget(failedTask(picture, ours), targets) ?? failed;
    for (const { id, target } of picture.tasks) if (target) targets.set(id, target);
    for (const text of told ? news(picture, told) : []) io.err(`  ${service}: ${text}`);
    told = new Set(picture.events.map(({ id }) => id));
    if (line !== said) io.err(`  ${service}: ${line}`);
    said = line;
    if (verdict !== 'going on' && isSure) return { verdict, failed, endless: false };
    if (Date.now() - began > LIMIT_MS) return { verdict: 'failed', failed, endless: true };
    await pause(everyMs, io.signal);
  }
  throw interrupted(
    `Interrupted: ECS goes on with the deployment of ${service}.`,
    `staging deploy ${service} goes on from here, whoever types it.`,
  );
}

/** What ECS has said since the last look and is bad news, the oldest first. */
function news({ events }: Picture, told: ReadonlySet<string>): string[] {
  return events
    .filter(({ id, text }) => !told.has(id) && /unable to|rolling back|deployment failed/.test(text))
    .map(({ text }) => text)
    .reverse();
}

/** What the load balancer said of a task is gone with its target: it was seen before. */
function withTarget(task: SeenTask | undefined, targets: ReadonlyMap<string, string>): SeenTask | undefined {
  return task && { ...task, target: task.target ?? targets.get(task.id) ?? null };
}
