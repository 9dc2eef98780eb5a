import { createCalendar, dayOf, tokyoDay } from '@bookmark-manager/schedule';
import * as z from 'zod';
import { defineCommand } from '../command.ts';
import { readOptions, reads } from '../command-options.ts';
import { EXIT } from '../errors.ts';
import { coming, comingJson } from '../schedule/coming.ts';
import { leasesInForce } from '../schedule/in-force.ts';
import { schedulePage } from '../schedule/page.ts';
import { readShapeSchedule } from '../schedule/shape.ts';
import { findRunning } from '../target/running.ts';
import { machineTime } from '../target/time.ts';

/** The longest look ahead, in days. */
const MOST_DAYS = 731;

const options = readOptions.extend({
  from: z
    .string()
    .refine((text) => dayOf(text) !== undefined, { error: 'expected a date such as 2026-12-01' })
    .optional(),
  days: z
    .string()
    .default('14')
    .refine((text) => /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= MOST_DAYS, {
      error: `expected a number of days from 1 to ${MOST_DAYS}`,
    })
    .transform(Number),
  shape: z.string().optional(),
});

export const command = defineCommand({
  describe(command) {
    reads(command)
      .option('--from <date>', 'the first day, such as 2026-12-01 (without it today)')
      .option('--days <n>', 'how many days (14)')
      .option('--shape <name>', 'another shape of shapes.json (without it the one that env.hcl names)')
      .addHelpText(
        'after',
        `
From the files of this checkout: nothing has to run. A time is the moment from which people can count on it; waking
begins before, where the database sleeps. JSON is the calendar alone; the page also lists the leases of the running
rehearsal, or of the account.

Examples:
  staging schedule
  staging schedule --from 2026-12-26 --days 14 --shape by-the-book
  staging schedule --from 2026-12-01 --days 31 --json`,
      );
  },
  options,
  async run({ config, io }, given) {
    const { shape, slice } = await readShapeSchedule(config.unitsDirectory, given.shape);
    const running = given.json && given.from !== undefined ? null : await findRunning(config, io, given);
    const { now } = running?.time ?? machineTime();
    const calendar = createCalendar(slice);
    const what = coming(calendar, dayOf(given.from ?? '') ?? tokyoDay(now), given.days);
    if (given.json) {
      io.out(JSON.stringify(comingJson(what), null, 2));
      return EXIT.yes;
    }
    for (const line of schedulePage(shape, calendar, what)) io.out(line);
    if (running) for (const line of await leasesInForce(running.target, shape, now, io.paint)) io.out(line);
    return EXIT.yes;
  },
});
