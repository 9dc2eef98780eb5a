import { join } from 'node:path';
import { defineCommand } from '../../command.ts';
import { ownNode, runProgram } from '../../database/program.ts';
import { throughTunnel } from '../../database/through-tunnel.ts';
import { EXIT } from '../../errors.ts';
import { findTarget } from '../../target/target.ts';
import { confirmTunnel, sayTunnel, tunnelOptions, tunnels } from './options.ts';

const SEED = 'src/libs/prisma/src/seed.ts';

export const command = defineCommand({
  describe(command) {
    tunnels(command).addHelpText(
      'after',
      `
They belong to SEED_EMAIL (seed@example.com), who signs in with SEED_PASSWORD, or with a password that is made and printed this once.
What is there already stays as it is, so it may be typed twice.`,
    );
  },
  options: tunnelOptions,
  async run(context, options) {
    const { config, io } = context;
    const target = findTarget(config, io, options);
    if (options.dryRun) {
      for (const line of [...sayTunnel(options.port), `DATABASE_URL=… node ${SEED}`]) io.out(line);
      return EXIT.yes;
    }
    await confirmTunnel(target, io, options, 'add somebody with a few bookmarks');
    const code = await throughTunnel(context, target, { why: 'seeds the database', port: options.port }, ({ url }) =>
      runProgram(io, {
        command: ownNode(config),
        args: [join(config.root, SEED)],
        env: { ...config.environment, DATABASE_URL: url },
      }),
    );
    return io.signal.aborted ? EXIT.interrupted : code === 0 ? EXIT.yes : EXIT.no;
  },
});
