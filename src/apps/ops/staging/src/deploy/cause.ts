import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { LOG_GROUPS, type Service } from '../names.ts';
import type { ClientOptions } from '../target/target.ts';
import type { SeenTask } from './picture.ts';

/** Why a task failed: in one line, and what to do next. */
export type Cause = { text: string; hint: string };

/** Told when nothing else is known. */
const LINES = 6;

/** Says why a task failed, out of what ECS, the load balancer and the task's own log say. */
export function causeOf(task: SeenTask | undefined, service: Service): Cause {
  if (task === undefined) return { text: 'no task of it is left to say why', hint: `staging logs ${service}` };
  const said = [task.stopped, ...task.containers.map(({ reason }) => reason)].filter(Boolean).join('; ');
  const exits = task.containers.flatMap(({ name, exitCode }) =>
    exitCode === null ? [] : [`${name} exited with ${exitCode}`],
  );
  const text = [said || 'it stopped', ...exits, ...(task.target ? [task.target] : [])].join('; ');
  const known = KNOWN.find(({ when }) => when.test(text));
  return {
    text: known ? `${known.what(text)} (${text})` : text,
    hint: known?.hint(text, service) ?? `staging logs ${service} --since 10m`,
  };
}

type Known = { when: RegExp; what(text: string): string; hint(text: string, service: Service): string };

const secretIn = (text: string) => /invalid ssm parameters: \S*\/([^\s,;]+)/i.exec(text)?.[1] ?? 'a secret';

const KNOWN: readonly Known[] = [
  {
    when: /invalid ssm parameters/i,
    what: (text) => `the secret ${secretIn(text)} is not there`,
    hint: (text) => `Put it into SSM as /bookmark-manager/staging/${secretIn(text)}, then deploy again.`,
  },
  {
    when: /descriptor matching platform|exec format error/i,
    what: () => 'its image is for another architecture',
    hint: (_, service) => `Build it for this environment's: staging deploy ${service}`,
  },
  {
    when: /CannotPullContainerError.*not found/i,
    what: () => 'its image is not in the repository',
    hint: (_, service) => `Build and push it again: staging deploy ${service}`,
  },
  {
    when: /OutOfMemory/,
    what: () => 'it needs more memory than it has',
    hint: () => 'Give it more in shapes.json (staging up), or look what takes it: staging logs',
  },
  {
    when: /failed (ELB|container) health checks/i,
    what: () => 'it runs, but does not answer /health as it should',
    hint: (_, service) => `staging logs ${service} --since 10m`,
  },
  {
    when: /exited with/,
    what: () => 'its program ended',
    hint: (_, service) => `staging logs ${service} --since 10m`,
  },
];

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
