import { paginateListFunctions } from '@aws-sdk/client-lambda';
import { createClients } from '../aws.ts';
import type { Context, Invoke } from '../context.ts';
import type { Part } from '../part.ts';
import { parseFunctionName } from './function-name.ts';
import { functionRows } from './rows.ts';
import { createRunner, type Tally } from './runner.ts';

export interface Functions extends Part {
  /** Invokes by ARN or name. Never rejects: `error` says what went wrong, the payload is then Lambda's error object or null. */
  readonly invoke: Invoke;
  picture(): Tally[];
}

/** Lambda's functions: the deployed zip in warm Node processes. `extraEnv` goes to each of them. */
export function createFunctions(
  context: Context,
  options: { extraEnv?: () => Record<string, string> } = {},
): Functions {
  const { lambda, s3 } = createClients(context.endpoint, context.region);
  const runner = createRunner(context, options.extraEnv ?? (() => ({})));
  return {
    name: 'functions',
    table: functionRows(runner, s3),
    async invoke(functionArn, payload) {
      try {
        const result = await runner.run(parseFunctionName(functionArn), payload);
        const { error } = result;
        return {
          payload: JSON.parse(result.payload),
          ...(error && { error: `${error.errorType}: ${error.errorMessage}` }),
        };
      } catch (error) {
        return { payload: null, error: error instanceof Error ? error.message : String(error) };
      }
    },
    /** Nothing runs before it is invoked; code that no function has any more goes. */
    async start() {
      const kept: string[] = [];
      for await (const { Functions = [] } of paginateListFunctions({ client: lambda }, { FunctionVersion: 'ALL' })) {
        kept.push(...Functions.flatMap(({ CodeSha256 }) => CodeSha256 ?? []));
      }
      runner.code.keepOnly(kept);
    },
    underway: () => runner.running().map((name) => `${name} runs`),
    picture: () => runner.tallies(),
    [Symbol.asyncDispose]: runner.end,
  };
}
