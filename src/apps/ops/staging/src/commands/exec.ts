import { randomBytes } from 'node:crypto';
import { ECSClient, ExecuteCommandCommand } from '@aws-sdk/client-ecs';
import { ResumeSessionCommand, SSMClient } from '@aws-sdk/client-ssm';
import { deferred, openCommandSession } from '@bookmark-manager/sessions';
import * as z from 'zod';
import { defineCommand } from '../command.ts';
import { targetOptions, writes } from '../command-options.ts';
import { EXIT, type ExitCode, StagingError, usageError } from '../errors.ts';
import { commandLine, createEnding } from '../exec/command-line.ts';
import { findTask } from '../exec/find-container.ts';
import { joinTerminal } from '../exec/terminal.ts';
import { CLUSTER, SERVICES, type Service } from '../names.ts';
import { confirm } from '../target/confirm.ts';
import { findTarget, type Target } from '../target/target.ts';

export const command = defineCommand({
  describe(command) {
    writes(command)
      .argument('[service]', 'web or api')
      .argument('[command...]', 'after --; without one, a shell')
      .option('--task <id>', 'which of its tasks, by the beginning of its id (the newest)')
      .addHelpText(
        'after',
        "\nIt runs in a task that serves, with its environment, secrets too. The exit code: 0 when the command succeeded, else 1.\n\nExamples:\n  staging exec api\n  staging exec api -- node --version\n  staging exec web -- sh -c 'ls | head'",
      );
  },
  options: targetOptions.extend({
    dryRun: z.boolean().default(false),
    yes: z.boolean().default(false),
    task: z
      .string()
      .regex(/^[0-9a-f]+$/, "is the beginning of a task's id")
      .optional(),
  }),
  async run({ config, io }, options, [service = 'api', ...words]) {
    if (!isService(service)) throw usageError(`There is no service "${service}".`, 'staging exec api -- <command>');
    const target = findTarget(config, io, options);
    const task = await findTask(new ECSClient(target.clientOptions), service, options.task);
    if (options.dryRun) {
      const line = words.length === 0 ? '/bin/sh' : words.join(' ');
      io.out(`aws ecs execute-command --cluster ${CLUSTER} --task ${task} --interactive --command '${line}'`);
      return EXIT.yes;
    }
    const what = `This will run ${words.length === 0 ? 'a shell' : 'a command'} in a task of ${service} that serves.`;
    await confirm(target, io, { what, yes: options.yes, always: false });
    return execute(target, task, words, io.signal, io.seen);
  },
});

const isService = (name: string): name is Service => SERVICES.some((one) => one === name);

async function execute(
  target: Target,
  task: string,
  words: readonly string[],
  signal: AbortSignal,
  seen: boolean,
): Promise<ExitCode> {
  const ssm = new SSMClient(target.clientOptions);
  const mark = randomBytes(6).toString('hex');
  const { session } = await new ECSClient(target.clientOptions).send(
    new ExecuteCommandCommand({
      cluster: CLUSTER,
      task,
      interactive: true,
      command: words.length === 0 ? '/bin/sh' : commandLine(words, mark),
    }),
  );
  const ending = createEnding(mark);
  // Where no terminal is at this end, the line ends of the one at the other end are only in the way.
  const show = (data: Buffer) =>
    process.stdout.write(seen ? data : Buffer.from(data.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'));
  await using opened = await openCommandSession({
    offer: { streamUrl: session?.streamUrl ?? '', token: session?.tokenValue ?? '' },
    printed: (data) => show(ending.take(data)),
    async resume() {
      const again = await ssm.send(new ResumeSessionCommand({ SessionId: session?.sessionId })).catch(() => undefined);
      return again?.StreamUrl ? { streamUrl: again.StreamUrl, token: again.TokenValue ?? '' } : undefined;
    },
  });
  using _ = joinTerminal(opened);
  const interrupted = deferred<undefined>();
  signal.addEventListener('abort', () => interrupted.resolve(undefined));
  const why = await Promise.race([opened.ended, interrupted.promise]);
  show(ending.rest());
  if (why === undefined) return EXIT.interrupted;
  if (words.length === 0) return EXIT.yes;
  const code = ending.code();
  if (code === undefined)
    throw new StagingError(`The command did not come to its end: ${why}`.replace(/\.*$/, '.'), {
      hint: 'staging tasks',
    });
  return code === 0 ? EXIT.yes : EXIT.no;
}
