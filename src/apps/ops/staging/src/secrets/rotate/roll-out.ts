import { readPicture } from '../../deploy/picture.ts';
import { restart } from '../../deploy/restart.ts';
import type { Tools } from '../../deploy/tools.ts';
import type { Service } from '../../names.ts';
import { poll } from '../../poll.ts';

/**
 * Replaces the tasks of services, one service after the other, and waits until none is left that may have read a secret before this was
 * called: ECS calls a deployment complete while the old tasks answer their last requests. Asleep there is nothing to replace.
 * @throws StagingError when the new ones do not come to serve, or the user interrupts
 */
export async function rollOut(tools: Tools, services: readonly Service[]): Promise<void> {
  const { io } = tools.context;
  const before = await alive(tools, services);
  for (const service of services)
    if ((await restart(tools, service)) === 'asleep') io.err(`  ${service} sleeps: it wakes with the new one`);
  const gone = async () => ([...(await alive(tools, services))].some((id) => before.has(id)) ? undefined : true);
  await poll(io.signal, 'the old tasks to end', gone, { everyMs: tools.everyMs ?? 1500, next: undefined });
}

async function alive(tools: Tools, services: readonly Service[]): Promise<Set<string>> {
  const pictures = await Promise.all(services.map((service) => readPicture(tools, service)));
  const tasks = pictures.flatMap((picture) => picture.tasks);
  return new Set(tasks.filter(({ status }) => status !== 'STOPPED').map(({ id }) => id));
}
