import { CLUSTER, PREFIX } from '../../names.ts';
import { writeCommandLine } from '../store.ts';
import { replaceCommandLine } from '../users.ts';
import { ADMIT, NEXT, RETIRE } from './database.ts';
import type { Rotatable } from './rotate.ts';

/** The calls of a rotation, in their order, for `--dry-run`: values are made on the way and piped in. */
export function rotationCalls(name: Rotatable): string[] {
  const written = writeCommandLine(name);
  const replaced = replaceCommandLine('api');
  if (name === 'JWT_SECRET') return [written, replaced, written, replaced];
  const next = writeCommandLine(name, NEXT);
  return [next, inTask(ADMIT), written, replaced, inTask([...RETIRE, '<the user before>']), next];
}

function inTask(command: readonly string[]): string {
  const overrides = { containerOverrides: [{ name: 'migrate', command }] };
  return `aws ecs run-task --cluster ${CLUSTER} --task-definition ${PREFIX}-migrate --launch-type FARGATE --network-configuration "<the API's>" --overrides '${JSON.stringify(overrides)}'`;
}
