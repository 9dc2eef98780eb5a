import type { Command as Commander } from 'commander';
import type { z } from 'zod';
import type { Config } from './config.ts';
import { type ExitCode, usageError } from './errors.ts';
import type { Io } from './io.ts';

/** What every command is given. */
export type Context = { config: Config; io: Io };

/** One command, as the table of commands holds it. */
export type Command = {
  /** Adds arguments, options and examples. */
  describe(command: Commander): void;
  /** `options` are as commander read them. */
  run(context: Context, options: unknown, args: string[]): Promise<ExitCode>;
};

/** A command that does nothing without another word after it, such as `lease list`. */
export type CommandGroup = {
  describe(command: Commander): void;
  commands: Readonly<Record<string, { summary: string; command: Command }>>;
};

/** A command that does something by itself, and something else with another word: `cost`, `cost prices`. */
export type CommandWithMore = Command & CommandGroup;

export type Definition<Options> = {
  describe(command: Commander): void;
  options: z.ZodType<Options>;
  run(context: Context, options: Options, args: string[]): Promise<ExitCode>;
};

/** Makes a command of a definition: its options are checked before it runs. */
export function defineCommand<Options>({ describe, options, run }: Definition<Options>): Command {
  return {
    describe,
    async run(context, given, args) {
      const parsed = options.safeParse(given);
      if (parsed.success) return run(context, parsed.data, args);
      const [issue] = parsed.error.issues;
      throw usageError(`${issue?.path.length ? `--${issue.path.join('.')}: ` : ''}${issue?.message ?? 'not valid'}.`);
    },
  };
}
