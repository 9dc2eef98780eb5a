import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { LOG_GROUPS, type Service } from '../names.ts';
import type { ClientOptions } from '../target/target.ts';
import { explainStop } from '../tasks/explain-stop.ts';
import type { SeenTask } from './picture.ts';

/** Why a task failed: in one line, and what to do next. */
export type Cause = { text: string; hint: string };

/** Told when nothing else is known. */
const LINES = 6;

/** Says why a task failed, out of what ECS, the load balancer and the task's own log say. */
export function causeOf(task: SeenTask | undefined, service: Service): Cause {
  if (task === undefined) return { text: 'no task of it is left to say why', hint: `staging logs ${service}` };
  const { containers, stopCode: code, target } = task;
  const stop = explainStop({ family: service, code, reason: task.stopped ?? '', containers });
  const said = [task.stopped, ...containers.map(({ reason }) => reason)].filter(Boolean).join('; ');
  const exits = containers.flatMap(({ name, exitCode }) =>
    exitCode === null ? [] : [`${name} exited with ${exitCode}`],
  );
  const words = [said || 'it stopped', ...exits, ...(target ? [target] : [])].join('; ');
  const known = stop.text !== said && stop.text !== '';
  return {
    text: known ? `${inside(stop.text)} (${words})` : words,
    hint: stop.next ?? `staging logs ${service} --since 10m`,
  };
}

/** A sentence as a part of another one. */
const inside = (sentence: string) => `${sentence.charAt(0).toLowerCase()}${sentence.slice(1).replace(/\.$/, '')}`;

/** The last lines that a task wrote; none when it wrote none. `kind`: web, api. */
export async function lastWords(client: ClientOptions, service: Service, task: string): Promise<string[]> {
  const request = new GetLogEventsCommand({
    logGroupName: LOG_GROUPS[service],
    logStreamName: `${service}/${service}/${task}`,
    limit: LINES,
  });
  const { events = [] } = await new CloudWatchLogsClient(client).send(request).catch(() => ({ events: [] }));
  return events.map(({ message = '' }) => message.trimEnd());
}
