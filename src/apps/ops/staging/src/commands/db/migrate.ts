import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { type Context, defineCommand } from '../../command.ts';
import { migrate, runMigration, writeMigration } from '../../database/migrate.ts';
import { type MigrationStatus, migrationStatus, saySql, sayStatus } from '../../database/migration-status.ts';
import { ownNode } from '../../database/program.ts';
import { type OpenTunnel, throughTunnel, wakeDatabase } from '../../database/through-tunnel.ts';
import { EXIT, type ExitCode, StagingError } from '../../errors.ts';
import { takeHold } from '../../leases/hold.ts';
import { confirm } from '../../target/confirm.ts';
import { findTarget, type Target } from '../../target/target.ts';
import { tunnelOptions, tunnels } from './options.ts';

const GOES_ON = 'A migration that has begun goes on by itself. See how it ended: staging db migrate --status';
const SOURCE = 'src/libs/prisma/src/migrate/by-hand.ts';

export const command = defineCommand({
  describe(command) {
    tunnels(command)
      .option('--status', 'what is applied and what is missing; exit code 1 when something is')
      .option('--json', 'with --status: print JSON for programs')
      .option('--tunnel', 'the migrations of this checkout, by this machine, through a tunnel')
      .addHelpText(
        'after',
        "\nWithout --tunnel a task of the API's image does it, with the migrations of that image: what a deployment would do.\n--dry-run shows the SQL. Two at a time wait for each other. One that fails leaves the services running as they are.\n\nExamples:\n  staging db migrate --status\n  staging db migrate --dry-run\n  staging db migrate",
      );
  },
  options: tunnelOptions.extend({
    status: z.boolean().default(false),
    json: z.boolean().default(false),
    tunnel: z.boolean().default(false),
  }),
  async run(context, options) {
    const { config, io } = context;
    const target = findTarget(config, io, options);
    const why = options.status || options.dryRun ? 'looks at the migrations' : 'migrates the database';
    const way = options.tunnel ? byTunnel(context, target, why, options.port) : byTask(context, target, why);
    if (options.status || options.dryRun) {
      const status = await way.status();
      const lines = options.status ? sayStatus(status) : saySql(status);
      if (options.json) io.out(JSON.stringify(status, null, 2));
      else for (const line of lines) io.out(line);
      return options.status && status.pending.length + status.failed.length > 0 ? EXIT.no : EXIT.yes;
    }
    await confirm(target, io, { what: 'This will migrate the database.', yes: options.yes, always: false });
    io.out(`The database has ${await way.migrate()}.`);
    return EXIT.yes satisfies ExitCode;
  },
});

type Way = { status(): Promise<MigrationStatus>; migrate(): Promise<string> };

/** A task of the API's image does it. */
function byTask({ io }: Context, target: Target, why: string): Way {
  const options = { client: target.clientOptions, signal: io.signal, goesOn: GOES_ON };
  const held = async <T>(work: () => Promise<T>): Promise<T> => {
    const hold = await takeHold(target, { why, only: 'database', warn: io.err });
    try {
      await wakeDatabase({ io }, target);
      return await work();
    } finally {
      // The task may still be at work when its command was interrupted: the hold then ends by itself, in ten minutes.
      if (!io.signal.aborted) await hold[Symbol.asyncDispose]();
    }
  };
  return {
    status: () => held(() => runMigration({ ...options, command: ['node', 'migration-status.js'] }, migrationStatus)),
    migrate: () => held(() => migrate(options)),
  };
}

/** This checkout does it, through a tunnel. */
function byTunnel(context: Context, target: Target, why: string, port: number): Way {
  const { config, io } = context;
  const run = async <T>(tunnel: OpenTunnel, args: string[], expected: z.ZodType<T>): Promise<T> => {
    const env = { ...config.environment, DATABASE_ADMIN_URL: tunnel.url, DATABASE_URL: tunnel.applicationUrl };
    const call = promisify(execFile)(ownNode(config), [join(config.root, SOURCE), ...args], { env, maxBuffer: MOST });
    const { stdout, stderr } = await call.catch((error: Error & { stderr?: string }) => {
      throw new StagingError(`The migration failed: ${error.stderr?.trim() || error.message}`, {
        hint: 'staging db migrate --status --tunnel',
      });
    });
    for (const line of stderr.trim().split('\n').filter(Boolean)) io.err(line);
    return expected.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
  };
  return {
    status: () => throughTunnel(context, target, { why, port }, (tunnel) => run(tunnel, ['--status'], migrationStatus)),
    migrate: () =>
      throughTunnel(context, target, { why, port }, async (tunnel) => {
        const { migration } = await run(tunnel, [], z.object({ migration: z.string() }));
        await writeMigration(target.clientOptions, migration);
        return migration;
      }),
  };
}

const MOST = 64 * 1024 * 1024;
