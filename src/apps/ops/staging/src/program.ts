import { Command as Commander, CommanderError } from 'commander';
import type { Command, CommandGroup, CommandWithMore } from './command.ts';
import { COMMANDS, type Row } from './commands/index.ts';
import { EXIT, type ExitCode } from './errors.ts';
import type { Interruption } from './interruption.ts';

/** Where what is said about a command line goes: help to `out`, what is wrong with it to `err`. */
export type Streams = { out(text: string): void; err(text: string): void };

/**
 * Runs one command line to its end. It throws nothing: what is thrown is told, and is the exit code. What only some commands
 * need is loaded when it is needed: `--help` is quick.
 */
export async function runCommand(args: string[], interruption: Interruption, streams: Streams): Promise<ExitCode> {
  try {
    return await dispatch(args, interruption, streams);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.yes : EXIT.usage;
    const { explain } = await import('./explain.ts');
    const { text, exitCode } = explain(error, interruption.signal.aborted);
    streams.err(text);
    return exitCode;
  }
}

async function dispatch(args: string[], interruption: Interruption, streams: Streams): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.yes;
  const program = createProgram(streams);
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
  command: Command | CommandGroup | CommandWithMore,
  interruption: Interruption,
  ended: (exitCode: ExitCode) => void,
): void {
  command.describe(commander);
  if ('commands' in command) {
    for (const [name, { summary, command: inner }] of Object.entries(command.commands)) {
      const described = commander.command(name).summary(summary).description(sentence(summary));
      attach(described, inner, interruption, ended);
    }
  }
  if (!('run' in command)) return;
  commander.action(async () => {
    const [{ readConfig }, { createIo }] = await Promise.all([import('./config.ts'), import('./io.ts')]);
    const config = readConfig();
    const io = createIo({ noColor: config.noColor, ...interruption });
    ended(await command.run({ config, io }, commander.optsWithGlobals(), commander.args));
  });
}

function createProgram({ out, err }: Streams): Commander {
  return new Commander('staging')
    .usage('<command> [options]')
    .description('The staging environment: it works on the running rehearsal, or with --aws on the real account.')
    .option('--aws', 'work on the real AWS account instead of the rehearsal')
    .showSuggestionAfterError()
    .showHelpAfterError('(staging --help lists the commands)')
    .configureHelp({ showGlobalOptions: false })
    .configureOutput({ writeOut: out, writeErr: err })
    .exitOverride();
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
