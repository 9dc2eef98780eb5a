import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import * as z from 'zod';
import { defineCommand } from '../command.ts';
import { readOptions, reads } from '../command-options.ts';
import { EXIT, usageError } from '../errors.ts';
import { type LogEvent, readLogs, unseen } from '../logs/read.ts';
import { matcher, sayEvent } from '../logs/say.ts';
import { LOG_GROUPS, type LogSource } from '../names.ts';
import { findTarget } from '../target/target.ts';
import { worldTime } from '../target/time.ts';
import { parseSince, pause } from '../text/duration.ts';

const POLL_MS = 1000;
/** A line may arrive a little after its time: what was read before is asked for again, and left out. */
const LATE_MS = 30_000;

export const command = defineCommand({
  describe(command) {
    reads(command)
      .argument('[sources...]', `${Object.keys(LOG_GROUPS).join(', ')} (without any: web and api)`)
      .option('-f, --follow', 'go on until Ctrl-C')
      .option('--since <span>', 'how far back: 45s, 10m, 2h, 1d, or an instant', '10m')
      .option('--grep <text>', 'only lines that have it: a text, or a regular expression')
      .addHelpText(
        'after',
        `
Several at once are merged by time. Tasks that stopped are among them: the column before the line is the task's, as
\`staging tasks\` has it. Times are in Tokyo; --json has them in UTC.

Examples:
  staging logs                          web and API, the last 10 minutes
  staging logs api --follow
  staging logs web api scheduler wake --since 1h --grep error`,
      );
  },
  options: readOptions.extend({ follow: z.boolean().default(false), since: z.string(), grep: z.string().optional() }),
  async run({ config, io }, options, args) {
    const sources = args.length > 0 ? args.map(toSource) : (['web', 'api'] as const);
    const sinceSeenFrom = parseSince(options.since);
    const target = findTarget(config, io, options);
    const since = sinceSeenFrom((await worldTime(target)).now);
    const logs = new CloudWatchLogsClient(target.clientOptions);
    const wanted = matcher(options.grep);
    const show = (event: LogEvent) => {
      if (wanted(event)) io.out(options.json ? JSON.stringify(event) : sayEvent(event, io.paint));
    };
    const events = await readLogs(logs, sources, since);
    for (const event of events) show(event);
    if (!options.follow) return EXIT.yes;
    const seen = new Set(events.map(({ id }) => id));
    let latest = events.at(-1)?.at ?? since;
    while (!io.signal.aborted) {
      await pause(POLL_MS, io.signal);
      if (io.signal.aborted) break;
      const from = new Date(Math.max(since.getTime(), latest.getTime() - LATE_MS));
      for (const event of unseen(await readLogs(logs, sources, from), seen)) {
        show(event);
        if (event.at > latest) latest = event.at;
      }
    }
    return EXIT.interrupted;
  },
});

function toSource(name: string): LogSource {
  if (Object.hasOwn(LOG_GROUPS, name)) return name as LogSource;
  throw usageError(`There is no log "${name}".`, `One of ${Object.keys(LOG_GROUPS).join(', ')}.`);
}
