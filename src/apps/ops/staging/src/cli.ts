import { Command as Commander, CommanderError } from 'commander';
import type { Command, CommandGroup } from './command.ts';
import { COMMANDS, type Row } from './commands/index.ts';
import { EXIT, type ExitCode } from './errors.ts';

// The only place that ends the process. What only some runs need is loaded when it is needed: `--help` is quick.
process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<ExitCode> {
  const interruption = listenForInterruption();
  // A reader that has seen enough (`staging logs | head`) is no error.
  process.stdout.on('error', () => process.exit(EXIT.yes));
  try {
    return await dispatch(args, interruption);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.yes : EXIT.usage;
    const { explain } = await import('./explain.ts');
    const { text, exitCode } = explain(error, interruption.signal.aborted);
    process.stderr.write(text);
    return exitCode;
  }
}

async function dispatch(args: string[], interruption: Interruption): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.yes;
  const program = createProgram();
  const named = args.find((argument) => !argument.startsWith('-') && argument !== 'help');
  for (const [name, row] of Object.entries<Row>(COMMANDS)) {
    const command = program.command(name).summary(row.summary).description(sentence(row.summary));
    if (name !== named) continue;
    const { command: loaded } = await row.load();
    attach(command, loaded, interruption, (code) => {
      exitCode = code;
    });
  }
  await program.parseAsync(args, { from: 'user' });
  return exitCode;
}

/** Tells commander what a command, or each of a group, takes, and what it does. */
function attach(
  commander: Commander,
  command: Command | CommandGroup,
  interruption: Interruption,
  ended: (exitCode: ExitCode) => void,
): void {
  command.describe(commander);
  if ('commands' in command) {
    for (const [name, { summary, command: inner }] of Object.entries(command.commands)) {
      const described = commander.command(name).summary(summary).description(sentence(summary));
      attach(described, inner, interruption, ended);
    }
    return;
  }
  commander.action(async () => {
    const [{ readConfig }, { createIo }] = await Promise.all([import('./config.ts'), import('./io.ts')]);
    const config = readConfig();
    const io = createIo({ noColor: config.noColor, ...interruption });
    ended(await command.run({ config, io }, commander.optsWithGlobals(), commander.args));
  });
}

function createProgram(): Commander {
  return new Commander('staging')
    .usage('<command> [options]')
    .description('The staging environment: it works on the running rehearsal, or with --aws on the real account.')
    .option('--aws', 'work on the real AWS account instead of the rehearsal')
    .showSuggestionAfterError()
    .showHelpAfterError('(staging --help lists the commands)')
    .configureHelp({ showGlobalOptions: false })
    .exitOverride();
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

type Interruption = { signal: AbortSignal; lend(): Disposable };

/** The first signal asks the command to end; a second one ends the process at once. Ctrl-C can be lent to a child. */
function listenForInterruption(): Interruption {
  const controller = new AbortController();
  let lent = 0;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (name === 'SIGINT' && lent > 0) return;
      if (controller.signal.aborted) process.exit(EXIT.interrupted);
      controller.abort();
    });
  }
  return {
    signal: controller.signal,
    lend() {
      lent += 1;
      return {
        [Symbol.dispose]: () => {
          lent -= 1;
        },
      };
    },
  };
}
