import { defineCommand } from '../../command.ts';
import { checkVersion, libpqEnvironment, runProgram } from '../../database/program.ts';
import { serverMajor } from '../../database/server-major.ts';
import { throughTunnel } from '../../database/through-tunnel.ts';
import { EXIT, usageError } from '../../errors.ts';
import { findTarget } from '../../target/target.ts';
import { worldTime } from '../../target/time.ts';
import { confirmTunnel, sayTunnel, tunnelOptions, tunnels } from './options.ts';

export const command = defineCommand({
  describe(command) {
    tunnels(command)
      .argument('[file]', 'where to (bookmarkdb-<day>.dump)')
      .addHelpText(
        'after',
        "\nIn pg_dump's own format, without owners and rights. It needs pg_dump of the database's major version or newer on PATH.\n\nExample: staging db dump before-the-import.dump",
      );
  },
  options: tunnelOptions,
  async run(context, options, args) {
    const { config, io } = context;
    if (args.length > 1) throw usageError('One file.');
    const target = findTarget(config, io, options);
    const { now } = await worldTime(target);
    const file = args[0] ?? `bookmarkdb-${now.toISOString().slice(0, 10)}.dump`;
    const call = ['--format=custom', '--no-owner', '--no-privileges', `--file=${file}`];
    if (options.dryRun) {
      for (const line of [...sayTunnel(options.port), ['pg_dump', ...call].join(' ')]) io.out(line);
      return EXIT.yes;
    }
    checkVersion('pg_dump', await serverMajor(target.clientOptions));
    await confirmTunnel(target, io, options, `write all of it into ${file}`);
    const request = { why: 'dumps the database', port: options.port };
    const code = await throughTunnel(context, target, request, (tunnel) =>
      runProgram(io, { command: 'pg_dump', args: call, env: libpqEnvironment(config.environment, tunnel) }),
    );
    if (code === 0) io.out(file);
    return io.signal.aborted ? EXIT.interrupted : code === 0 ? EXIT.yes : EXIT.no;
  },
});
