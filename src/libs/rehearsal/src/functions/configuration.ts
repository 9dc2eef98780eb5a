import { type FunctionConfiguration, GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { fault } from '../relay/wire.ts';
import type { FunctionReference } from './function-name.ts';

/** What an invocation needs to know of a function. */
export type Configuration = {
  arn: string;
  name: string;
  version: string;
  handler: string;
  codeSha256: string;
  timeoutSeconds: number;
  memoryMib: number;
  architecture: string;
  runtime: string;
  logGroup: string;
  environment: Record<string, string>;
};

/** Asks Lambda's own API, as deployed last. Throws Lambda's error when there is no such function. */
export async function readConfiguration(
  lambda: LambdaClient,
  { name, qualifier }: FunctionReference,
): Promise<Configuration> {
  const input = { FunctionName: name, ...(qualifier && { Qualifier: qualifier }) };
  try {
    return parse(await lambda.send(new GetFunctionConfigurationCommand(input)));
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') {
      throw fault(error.name, error.message, 404);
    }
    throw error;
  }
}

function parse(answer: FunctionConfiguration): Configuration {
  const name = answer.FunctionName ?? '';
  return {
    arn: answer.FunctionArn ?? '',
    name,
    version: answer.Version ?? '$LATEST',
    handler: answer.Handler ?? '',
    codeSha256: answer.CodeSha256 ?? '',
    timeoutSeconds: answer.Timeout ?? 3,
    memoryMib: answer.MemorySize ?? 128,
    architecture: answer.Architectures?.[0] ?? 'x86_64',
    runtime: answer.Runtime ?? 'nodejs',
    logGroup: answer.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`,
    environment: answer.Environment?.Variables ?? {},
  };
}
