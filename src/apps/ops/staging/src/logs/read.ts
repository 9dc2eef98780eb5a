import { type CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { LOG_GROUPS, type LogSource } from '../names.ts';

/** One line of a log. */
export type LogEvent = { id: string; at: Date; source: LogSource; stream: string; message: string };

type Logs = Pick<CloudWatchLogsClient, 'send'>;

/**
 * Every event of the sources since a moment, merged by time: of all tasks, those that stopped too. A group that is not there
 * yet is silent.
 */
export async function readLogs(logs: Logs, sources: readonly LogSource[], since: Date): Promise<LogEvent[]> {
  const pages = await Promise.all(sources.map((source) => readSource(logs, source, since)));
  return pages.flat().sort((one, other) => one.at.getTime() - other.at.getTime());
}

/** Those events that were not seen before; remembers what it returns. */
export function unseen(events: readonly LogEvent[], seen: Set<string>): LogEvent[] {
  const fresh = events.filter(({ id }) => !seen.has(id));
  for (const { id } of fresh) seen.add(id);
  return fresh;
}

async function readSource(logs: Logs, source: LogSource, since: Date): Promise<LogEvent[]> {
  const events: LogEvent[] = [];
  let nextToken: string | undefined;
  try {
    do {
      const page = await logs.send(
        new FilterLogEventsCommand({
          logGroupName: LOG_GROUPS[source],
          startTime: since.getTime(),
          ...(nextToken ? { nextToken } : {}),
        }),
      );
      for (const { eventId, timestamp, logStreamName, message } of page.events ?? []) {
        const stream = logStreamName ?? '';
        const id = eventId ?? `${stream}:${timestamp}:${message}`;
        events.push({ id, at: new Date(timestamp ?? 0), source, stream, message: (message ?? '').trimEnd() });
      }
      nextToken = page.nextToken;
    } while (nextToken);
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ResourceNotFoundException')) throw error;
  }
  return events;
}
