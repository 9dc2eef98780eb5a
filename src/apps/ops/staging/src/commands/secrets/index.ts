import type { CommandGroup } from '../../command.ts';
import { command as generate } from './generate.ts';
import { command as get } from './get.ts';
import { command as list } from './list.ts';
import { command as rotate } from './rotate.ts';
import { command as set } from './set.ts';

export const command: CommandGroup = {
  describe(command) {
    command.addHelpText(
      'after',
      '\nThey lie in SSM as SecureStrings, below /bookmark-manager/staging. Terraform makes DATABASE_URL, DATABASE_ADMIN_URL and\nJWT_SECRET once; a value that is set here is not touched by it. MONGODB_URI and NOTICE_WEBHOOK are yours.',
    );
  },
  commands: {
    list: { summary: 'which there are, how old, and who uses them', command: list },
    get: { summary: 'show one', command: get },
    set: { summary: 'write one, typed or piped in', command: set },
    generate: { summary: 'make one that nobody can guess', command: generate },
    rotate: { summary: 'change one without an outage', command: rotate },
  },
};
