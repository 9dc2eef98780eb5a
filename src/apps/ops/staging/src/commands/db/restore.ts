import { existsSync } from 'node:fs';
import { defineCommand } from '../../command.ts';
import { migrate } from '../../database/migrate.ts';
import { checkVersion, libpqEnvironment, runProgram } from '../../database/program.ts';
import { serverMajor } from '../../database/server-major.ts';
import { throughTunnel } from '../../database/through-tunnel.ts';
import { EXIT, StagingError, usageError } from '../../errors.ts';
import { confirm } from '../../target/confirm.ts';
import { findTarget } from '../../target/target.ts';
import { sayTunnel, tunnelOptions, tunnels } from './options.ts';

const CALL = ['--clean', '--if-exists', '--no-owner', '--no-privileges', '--single-transaction', '--exit-on-error'];

export const command = defineCommand({
  describe(command) {
    tunnels(command)
      .argument('<file>', 'what `staging db dump` wrote')
      .addHelpText(
        'after',
        "\nAll that is in the tables now is lost; should it fail, all of it stays. Afterwards the migrations run that the file is\nolder than. It needs pg_restore of the database's major version or newer on PATH.",
      );
  },
  options: tunnelOptions,
  async run(context, options, [file = '', ...more]) {
    const { config, io } = context;
    if (more.length > 0) throw usageError('One file.');
    const target = findTarget(config, io, options);
    const call = [...CALL, '--dbname=bookmarkdb', file];
    if (options.dryRun) {
      for (const line of [...sayTunnel(options.port), ['pg_restore', ...call].join(' ')]) io.out(line);
      return EXIT.yes;
    }
    if (!existsSync(file)) throw new StagingError(`${file} is not there.`, { hint: 'staging db dump writes one.' });
    checkVersion('pg_restore', await serverMajor(target.clientOptions));
    const what = `This will replace everything in the database by what ${file} holds.`;
    await confirm(target, io, { what, yes: options.yes, always: true });
    const client = target.clientOptions;
    const request = { why: 'restores the database', port: options.port };
    return throughTunnel(context, target, request, async (tunnel) => {
      const env = libpqEnvironment(config.environment, tunnel);
      const code = await runProgram(io, { command: 'pg_restore', args: call, env });
      if (code !== 0) throw new StagingError('It was not restored; everything is as it was.', { hint: 'See above.' });
      // Also gives the application its rights on the new tables.
      io.out(
        `Restored; the database has ${await migrate({ client, signal: io.signal, goesOn: 'staging db migrate' })}.`,
      );
      return EXIT.yes;
    });
  },
});
