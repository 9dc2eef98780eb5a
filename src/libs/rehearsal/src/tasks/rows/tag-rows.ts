import type { Handler, Table } from '../../relay/types.ts';
import { answering } from '../../relay/wire.ts';
import type { Scheduler } from '../scheduler.ts';
import type { Json, Tag, Task } from '../types.ts';

/** Rows for the tags of tasks, which only we know; every other resource's tags are the emulator's. */
export function tagRows(scheduler: Scheduler): Table {
  const row = (work: (task: Task, input: Json) => Json): Handler => {
    const own = answering<Json>((input) => {
      const task = scheduler.tasks.get(String(input.resourceArn));
      return task ? work(task, input) : {};
    });
    return {
      kind: 'answer',
      answer: (request, forward) => {
        const { resourceArn } = JSON.parse(request.body.toString() || '{}') as Json;
        return scheduler.tasks.has(String(resourceArn)) ? own.answer(request, forward) : forward(request);
      },
    };
  };
  return {
    'ecs:ListTagsForResource': row((task) => ({ tags: task.tags })),
    'ecs:TagResource': row((task, input) => {
      const added = (input.tags ?? []) as Tag[];
      task.tags = [...task.tags.filter(({ key }) => !added.some((one) => one.key === key)), ...added];
      return {};
    }),
    'ecs:UntagResource': row((task, input) => {
      const gone = (input.tagKeys ?? []) as string[];
      task.tags = task.tags.filter(({ key }) => !gone.includes(key));
      return {};
    }),
  };
}
