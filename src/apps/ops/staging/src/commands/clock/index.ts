import type { CommandGroup } from '../../command.ts';
import { command as advance } from './advance.ts';
import { command as durations } from './durations.ts';
import { command as fault } from './fault.ts';
import { command as run } from './run.ts';
import { command as set } from './set.ts';
import { command as show } from './show.ts';
import { command as speed } from './speed.ts';

export const command: CommandGroup = {
  describe(command) {
    command.addHelpText(
      'after',
      `
Everything in the rehearsal lives in this time: schedules, the Lambdas, leases, the database's statuses. Tasks and
requests stay as fast as they are. Examples:
  staging clock set "2026-12-05 08:40"            a Saturday morning in Tokyo
  staging clock run --until "2026-12-12 09:00"    a week, with every firing of the schedules, and a report
  staging clock set now                           back to this machine's time`,
    );
  },
  commands: {
    show: { summary: 'where it stands, how fast it runs, and what was made to fail', command: show },
    set: { summary: 'set it to a time, or to now', command: set },
    advance: { summary: 'set it forward by a time span', command: advance },
    speed: { summary: 'let it run faster or slower', command: speed },
    run: { summary: 'run it to a time with every firing, and report what happened', command: run },
    durations: { summary: "how long the database's statuses last", command: durations },
    fault: { summary: 'make something fail as it does on AWS', command: fault },
  },
};
