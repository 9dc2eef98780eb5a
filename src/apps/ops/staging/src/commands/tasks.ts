import { ECSClient } from '@aws-sdk/client-ecs';
import { say } from '@bookmark-manager/schedule';
import { defineCommand } from '../command.ts';
import { readOptions, reads } from '../command-options.ts';
import { EXIT } from '../errors.ts';
import { findTarget } from '../target/target.ts';
import { readTasks } from '../tasks/read.ts';
import { table } from '../text/table.ts';

export const command = defineCommand({
  describe: (command) => reads(command),
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
      const why = tasks[index - 1]?.why;
      if (why) io.out(`  ${io.paint('dim', why)}`);
    }
    return EXIT.yes;
  },
});
