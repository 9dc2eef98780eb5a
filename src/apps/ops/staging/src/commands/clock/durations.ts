import * as z from 'zod';
import { changeAndShow } from '../../clock/change.ts';
import { changesClock, clockWriteOptions, findRehearsal } from '../../clock/rehearsal-only.ts';
import { defineCommand } from '../../command.ts';
import { usageError } from '../../errors.ts';
import { parseSpan } from '../../text/duration.ts';

const STATUSES = ['creating', 'starting', 'stopping', 'rebooting'] as const;
const span = z.string().optional();

export const command = defineCommand({
  describe(command) {
    changesClock(command);
    for (const status of STATUSES) command.option(`--${status} <span>`, `how long it is ${status}, such as 25m`);
    command.addHelpText(
      'after',
      '\nIn the time of the clock. `staging clock show` says what they are.\n\nExample, a database that is slow to start:\n  staging clock durations --starting 25m',
    );
  },
  options: clockWriteOptions.extend({ creating: span, starting: span, stopping: span, rebooting: span }),
  async run({ config, io }, options) {
    const given = STATUSES.flatMap((status) => {
      const text = options[status];
      return text === undefined ? [] : [[status, parseSpan(text, `--${status}`)] as const];
    });
    if (given.length === 0)
      throw usageError(`clock durations: which of ${STATUSES.map((one) => `--${one}`).join(', ')}?`);
    const durations = Object.fromEntries(given);
    return changeAndShow(findRehearsal(config, io, options).run.endpoint, [{ durations }], io, options);
  },
});
