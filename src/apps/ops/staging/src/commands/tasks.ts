import { ECSClient } from '@aws-sdk/client-ecs';
import { say } from '@bookmark-manager/schedule';
import { defineCommand } from '../command.ts';
import { readOptions, reads } from '../command-options.ts';
import { EXIT } from '../errors.ts';
import type { Paint } from '../io.ts';
import { findTarget } from '../target/target.ts';
import { readTasks, type TaskRow } from '../tasks/read.ts';
import { table } from '../text/table.ts';

export const command = defineCommand({
  describe(command) {
    reads(command).addHelpText(
      'after',
      `
What stopped is listed for about an hour, as long as ECS knows it: in words, then in those of ECS, then what to type next.

Examples:
  staging tasks
  staging tasks --json`,
    );
  },
  options: readOptions,
  async run({ config, io }, options) {
    const target = findTarget(config, io, options);
    const tasks = await readTasks(new ECSClient(target.clientOptions));
    if (options.json) {
      io.out(JSON.stringify(tasks, null, 2));
      return EXIT.yes;
    }
    if (tasks.length === 0) io.out('No task runs, and none stopped lately.');
    const when = (at: string | null) => (at ? say(new Date(at)) : '');
    const rows = tasks.map((task) => [
      task.family,
      task.id.slice(0, 12),
      task.health ? `${task.status}, ${task.health.toLowerCase()}` : task.status,
      when(task.startedAt),
      when(task.stoppedAt),
    ]);
    const lines = tasks.length > 0 ? table(['service', 'task', 'status', 'started', 'stopped'], rows) : [];
    for (const [index, line] of lines.entries()) {
      io.out(line);
      for (const more of sayStop(tasks[index - 1], io.paint)) io.out(`  ${more}`);
    }
    return EXIT.yes;
  },
});

function sayStop(task: TaskRow | undefined, paint: Paint): string[] {
  if (!task?.explained) return [];
  const { fault, text, next } = task.explained;
  return [
    fault ? paint('red', text) : text,
    ...(task.why && task.why !== text ? [paint('dim', task.why)] : []),
    ...(next ? [`→ ${next}`] : []),
  ];
}
