import { createHash } from 'node:crypto';
import type { Container, Task } from './types.ts';

/** What tells a task's containers apart, as Fargate words it: the task's id and ten digits. */
export function runtimeIdOf({ id }: Pick<Task, 'id'>, { name }: Pick<Container, 'name'>): string {
  const digits = createHash('sha256').update(`${id}/${name}`).digest().readUInt32BE(0);
  return `${id}-${String(digits).padStart(10, '0')}`;
}
