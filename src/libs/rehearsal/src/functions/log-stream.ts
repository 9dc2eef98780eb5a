import { randomBytes } from 'node:crypto';
import {
  type CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { pause } from '../clock/index.ts';

/** Sends lines to a log stream, a few times a second; what cannot be sent is told once, and lost. */
export type LogStream = {
  readonly name: string;
  write(line: string): void;
  /** Resolves when everything written so far was sent. */
  flush(): Promise<void>;
};

const GATHER_MS = 200;
/** CloudWatch takes at most 10,000 events and 1 MiB at once. */
const BATCH = 500;

/** A stream of its own for one running copy of a function, named as Lambda names it. Group and stream are made when they are missing. */
export function createLogStream(options: {
  logs: CloudWatchLogsClient;
  group: string;
  version: string;
  failed: (error: unknown) => void;
  /** The world's time, as everything that the function prints has. */
  now: () => Date;
}): LogStream {
  const { logs, group: logGroupName, now } = options;
  const [day] = now().toISOString().split('T');
  const logStreamName = `${day?.replaceAll('-', '/')}/[${options.version}]${randomBytes(16).toString('hex')}`;
  let waiting: { timestamp: number; message: string }[] = [];
  let sending: Promise<void> | undefined;
  let opened: Promise<void> | undefined;

  async function send(): Promise<void> {
    await pause(GATHER_MS);
    while (waiting.length > 0) {
      // CloudWatch refuses what is not in the order of time, and the clock may have been set back.
      const logEvents = waiting.slice(0, BATCH).toSorted((one, other) => one.timestamp - other.timestamp);
      waiting = waiting.slice(BATCH);
      opened ??= open(logs, logGroupName, logStreamName);
      await opened;
      const put = () => logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
      await put().catch(async (error: unknown) => {
        // An emulator that was started again may have forgotten the stream.
        if (!isNotFound(error)) throw error;
        opened = open(logs, logGroupName, logStreamName);
        await opened;
        await put();
      });
    }
  }

  return {
    name: logStreamName,
    write(line) {
      waiting.push({ timestamp: now().getTime(), message: line || ' ' });
      sending ??= send()
        .catch(options.failed)
        .finally(() => {
          sending = undefined;
        });
    },
    flush: async () => sending,
  };
}

async function open(logs: CloudWatchLogsClient, logGroupName: string, logStreamName: string): Promise<void> {
  const stream = () => logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  try {
    await stream();
  } catch (error) {
    if (!isNotFound(error)) throw error;
    await logs.send(new CreateLogGroupCommand({ logGroupName }));
    await stream();
  }
}

const isNotFound = (error: unknown) => error instanceof Error && error.name === 'ResourceNotFoundException';
