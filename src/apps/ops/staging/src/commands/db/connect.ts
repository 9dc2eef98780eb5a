import { relative } from 'node:path';
import { deferred } from '@bookmark-manager/sessions';
import * as z from 'zod';
import { defineCommand } from '../../command.ts';
import { writeEnvFile } from '../../database/env-file.ts';
import { type OpenTunnel, throughTunnel } from '../../database/through-tunnel.ts';
import { EXIT, StagingError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { findTarget } from '../../target/target.ts';
import { confirmTunnel, sayTunnel, tunnelOptions, tunnels } from './options.ts';

export const command = defineCommand({
  describe(command) {
    tunnels(command, '5432; 0 is any free one')
      .option('--show-password', 'print the password where no person reads it, too (into a pipe or file)')
      .addHelpText(
        'after',
        '\nIt stays open until Ctrl-C. Meanwhile .env.staging holds DATABASE_URL, for programs that read such files. The tunnel\nitself verifies the database by TLS: clients connect to localhost without.\n\nExamples:\n  staging db connect\n  staging db connect --port 15432\n  psql postgresql://dbadmin:<password>@localhost:5432/bookmarkdb',
      );
  },
  options: tunnelOptions.extend({
    port: tunnelOptions.shape.port.default(5432),
    showPassword: z.boolean().default(false),
  }),
  async run(context, options) {
    const { config, io } = context;
    const target = findTarget(config, io, options);
    if (options.dryRun) {
      for (const line of sayTunnel(options.port)) io.out(line);
      return EXIT.yes;
    }
    await confirmTunnel(target, io, options, "open a tunnel to it with its owner's rights");
    const request = { why: 'connects to the database', port: options.port };
    return throughTunnel(context, target, request, async (tunnel) => {
      await using file = await writeEnvFile(config, tunnel.url);
      const name = relative(config.root, file.path);
      for (const line of sayConnection(tunnel, io.seen || options.showPassword)) io.out(line);
      io.err(
        file.left === undefined
          ? `${name} holds DATABASE_URL until the tunnel closes. Ctrl-C closes it.`
          : `${name} was left as it is: ${file.left}. Ctrl-C closes the tunnel.`,
      );
      await untilOver(io, tunnel.broken);
      return EXIT.interrupted;
    });
  },
});

function sayConnection({ credentials, port }: OpenTunnel, withPassword: boolean): string[] {
  const { database, user, password } = credentials;
  return [
    'Host      localhost',
    `Port      ${port}`,
    `Database  ${database}`,
    `User      ${user}`,
    `Password  ${withPassword ? password : '(not printed into a pipe or file: --show-password)'}`,
  ];
}

/** @throws StagingError when the tunnel breaks before the user ends it */
async function untilOver(io: Io, broken: Promise<string>): Promise<void> {
  const { promise: ended, resolve } = deferred<undefined>();
  if (io.signal.aborted) return;
  io.signal.addEventListener('abort', () => resolve(undefined));
  // A promise alone keeps no process running.
  const awake = setInterval(() => undefined, 60_000);
  const why = await Promise.race([ended, broken]).finally(() => clearInterval(awake));
  if (why !== undefined)
    throw new StagingError(`The tunnel was closed: ${why}`.replace(/\.*$/, '.'), { hint: 'staging db connect' });
}
