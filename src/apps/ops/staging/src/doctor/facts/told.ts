import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { LOG_GROUPS, SERVICES, type Service } from '../../names.ts';
import type { ClientOptions } from '../../target/target.ts';
import { orNull } from '../look.ts';

/** A line of a log that speaks of trouble. */
export type Told = { service: Service; at: Date; message: string };

/** How far back a log is read: what was put right an hour ago is no news. */
const BACK_MS = 10 * 60_000;

/** What speaks of trouble in the logs of web and API; CloudWatch sorts it out, so that little is sent. */
export async function readTold(options: ClientOptions, now: Date): Promise<Told[]> {
  const logs = new CloudWatchLogsClient(options);
  const read = async (service: Service): Promise<Told[]> => {
    const asked = logs.send(
      new FilterLogEventsCommand({
        logGroupName: LOG_GROUPS[service],
        startTime: now.getTime() - BACK_MS,
        filterPattern: '?warn ?error ?Error ?FATAL',
        limit: 200,
      }),
    );
    const events = (await orNull(asked))?.events ?? [];
    return events
      .map(({ timestamp, message }) => ({ service, at: new Date(timestamp ?? 0), message: (message ?? '').trim() }))
      .filter(({ message }) => SPEAKS_OF_TROUBLE.test(message));
  };
  return (await Promise.all(SERVICES.map(read))).flat();
}

const SPEAKS_OF_TROUBLE = /"level":"(?:warn|error)"|\b\w*Error\b|FATAL/;
