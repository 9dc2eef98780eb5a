import type { CommandGroup } from '../../command.ts';
import { command as migrate } from './migrate.ts';
import { command as show } from './show.ts';

export const command: CommandGroup = {
  describe(command) {
    command.addHelpText(
      'after',
      "\nTerraform's state of each unit: beside its terragrunt.hcl, or in a bucket that the team shares, with a lock.",
    );
  },
  commands: {
    show: { summary: 'where each state is, its serial, size and age, and who holds its lock', command: show },
    migrate: { summary: 'move all states to a bucket, or back to local files', command: migrate },
  },
};
