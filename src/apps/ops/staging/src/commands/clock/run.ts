import * as z from 'zod';
import { readClock } from '../../clock/client.ts';
import { clockReadOptions, curl, findRehearsal, readsClock } from '../../clock/rehearsal-only.ts';
import { reportPage } from '../../clock/report.ts';
import { runBody, runClock } from '../../clock/run.ts';
import { sayMoment } from '../../clock/say.ts';
import { defineCommand } from '../../command.ts';
import { EXIT, usageError } from '../../errors.ts';
import { parseMoment } from '../../text/moment.ts';
import { parseSpeed } from '../../text/speed.ts';

export const command = defineCommand({
  describe(command) {
    readsClock(command)
      .requiredOption('--until <time>', 'in Tokyo: "2026-12-12 09:00", or 09:00 (the next one)')
      .option('--speed <speed>', "max, or how many times as fast as this machine's", 'max')
      .option('--keep-awake', "keep the rehearsal's own lease, which is set aside otherwise")
      .option('--dry-run', 'print the exact call and change nothing')
      .addHelpText(
        'after',
        `
The real Lambda is invoked at each firing; services and database really start and stop. With "max" the clock goes from
one thing that is due to the next, and waits while tasks start or stop. It stays where it came to.
Ctrl-C ends the run.

Examples:
  staging clock run --until "2026-12-12 09:00"
  staging clock run --until 22:30 --speed 60
  staging clock run --until "2026-12-12 09:00" --json > report.json`,
      );
  },
  options: clockReadOptions.extend({
    until: z.string(),
    speed: z.string(),
    keepAwake: z.boolean().default(false),
    dryRun: z.boolean().default(false),
  }),
  async run({ config, io }, options) {
    const speed = options.speed === 'max' ? ('max' as const) : parseSpeed(options.speed, '--speed');
    parseMoment(options.until, new Date(), '--until');
    const { endpoint } = findRehearsal(config, io, options).run;
    const { now } = await readClock(endpoint);
    const until = parseMoment(options.until, now, '--until');
    if (until <= now)
      throw usageError(`--until: ${sayMoment(until)} has passed: the clock stands at ${sayMoment(now)}.`);
    const request = { until, speed, keepAwake: options.keepAwake };
    if (options.dryRun) {
      io.out(curl(endpoint, 'clock/run', runBody(request)));
      return EXIT.yes;
    }
    const report = await runClock(endpoint, now, request, io);
    if (options.json) io.out(JSON.stringify(report, null, 2));
    else for (const line of reportPage(report)) io.out(line);
    return EXIT.yes;
  },
});
