/** A container of a task, as Session Manager names it: `ecs:<cluster>_<task>_<runtime id>`. */
export type EcsTarget = { cluster: string; task: string; runtimeId: string };

export const sayTarget = ({ cluster, task, runtimeId }: EcsTarget): string => `ecs:${cluster}_${task}_${runtimeId}`;

/** Undefined when it is no container of a task. A cluster's name may hold underscores; the other parts have none. */
export function parseTarget(text: string): EcsTarget | undefined {
  const [, cluster, task, runtimeId] = /^ecs:(.+)_([0-9a-f]+)_([\w-]+?)$/.exec(text) ?? [];
  return cluster && task && runtimeId ? { cluster, task, runtimeId } : undefined;
}
