import { defineCommand } from '../../command.ts';
import { libpqEnvironment, runProgram } from '../../database/program.ts';
import { throughTunnel } from '../../database/through-tunnel.ts';
import { EXIT } from '../../errors.ts';
import { findTarget } from '../../target/target.ts';
import { confirmTunnel, sayTunnel, tunnelOptions, tunnels } from './options.ts';

export const command = defineCommand({
  describe(command) {
    tunnels(command)
      .argument('[arguments...]', 'for psql itself, after --')
      .addHelpText('after', "\nExamples:\n  staging db psql\n  staging db psql -- -c '\\dt'");
  },
  options: tunnelOptions,
  async run(context, options, args) {
    const { config, io } = context;
    const target = findTarget(config, io, options);
    if (options.dryRun) {
      for (const line of [...sayTunnel(options.port), ['psql', ...args].join(' ')]) io.out(line);
      return EXIT.yes;
    }
    await confirmTunnel(target, io, options, "start psql on it with its owner's rights");
    const request = { why: 'looks into the database', port: options.port };
    const code = await throughTunnel(context, target, request, (tunnel) =>
      runProgram(io, {
        command: 'psql',
        args,
        env: libpqEnvironment(config.environment, tunnel),
        interactive: args.length === 0,
      }),
    );
    return io.signal.aborted ? EXIT.interrupted : code === 0 ? EXIT.yes : EXIT.no;
  },
});
