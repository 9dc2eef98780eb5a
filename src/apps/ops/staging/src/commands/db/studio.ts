import { join } from 'node:path';
import * as z from 'zod';
import { defineCommand } from '../../command.ts';
import { ownNode, runProgram } from '../../database/program.ts';
import { throughTunnel } from '../../database/through-tunnel.ts';
import { EXIT } from '../../errors.ts';
import { findTarget } from '../../target/target.ts';
import { confirmTunnel, sayTunnel, tunnelOptions, tunnels } from './options.ts';

export const command = defineCommand({
  describe(command) {
    tunnels(command)
      .option('--no-browser', 'only say where it is')
      .addHelpText(
        'after',
        '\nPrisma Studio, from the dependencies of this repository. Ctrl-C ends it and the tunnel.',
      );
  },
  options: tunnelOptions.extend({ browser: z.boolean().default(true) }),
  async run(context, options) {
    const { config, io } = context;
    const target = findTarget(config, io, options);
    if (options.dryRun) {
      for (const line of [...sayTunnel(options.port), 'DATABASE_URL=… prisma studio']) io.out(line);
      return EXIT.yes;
    }
    await confirmTunnel(target, io, options, "show its tables in a browser, with its owner's rights");
    const request = { why: 'shows the tables in Prisma Studio', port: options.port };
    const code = await throughTunnel(context, target, request, ({ url }) =>
      runProgram(io, {
        command: ownNode(config),
        args: [
          join(config.root, 'node_modules/prisma/build/index.js'),
          'studio',
          ...(options.browser ? [] : ['--browser', 'none']),
        ],
        env: { ...config.environment, DATABASE_URL: url },
        cwd: config.root,
        interactive: true,
      }),
    );
    return code === 0 || code >= 128 ? EXIT.yes : EXIT.no;
  },
});
