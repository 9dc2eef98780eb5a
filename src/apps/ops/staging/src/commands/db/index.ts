import type { CommandGroup } from '../../command.ts';
import { command as connect } from './connect.ts';
import { command as dump } from './dump.ts';
import { command as migrate } from './migrate.ts';
import { command as psql } from './psql.ts';
import { command as restore } from './restore.ts';
import { command as seed } from './seed.ts';
import { command as studio } from './studio.ts';

export const command: CommandGroup = {
  describe(command) {
    command.addHelpText(
      'after',
      '\nThe database lies in private subnets: each of these holds it awake, and goes through a task that is started for it and\nended with it. Nothing has to be installed for the tunnel itself.',
    );
  },
  commands: {
    connect: { summary: 'a port of this machine that leads to the database, until Ctrl-C', command: connect },
    migrate: { summary: 'apply the migrations that are missing; --status, --dry-run', command: migrate },
    seed: { summary: 'add somebody with a few bookmarks to look at', command: seed },
    studio: { summary: "Prisma's own browser of tables, through a tunnel", command: studio },
    psql: { summary: 'psql, through a tunnel', command: psql },
    dump: { summary: 'write the whole database into a file, through a tunnel', command: dump },
    restore: { summary: 'replace the whole database by such a file', command: restore },
  },
};
