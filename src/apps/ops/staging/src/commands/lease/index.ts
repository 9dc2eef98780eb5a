import type { CommandGroup } from '../../command.ts';
import { command as list } from './list.ts';
import { command as release } from './release.ts';

export const command: CommandGroup = {
  describe(command) {
    command.addHelpText(
      'after',
      '\nA lease is a dated exception to the calendar: `staging start` and `staging stop` make them, operations hold one while\nthey run. The newest that covers now decides; a stop waits for the holds.',
    );
  },
  commands: {
    list: { summary: 'who keeps it awake or asleep, why and until when', command: list },
    release: { summary: 'end leases now', command: release },
  },
};
