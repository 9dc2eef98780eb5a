import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, InvokeCommand, type InvokeCommandInput } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { worldWith } from '../database/testing.ts';
import { createFunctions } from './index.ts';

/** A zip with one file, `main.js`. */
export const zip = (source: string) => zipSync({ 'main.js': strToU8(source) });

/** The emulator, the relay and the functions part; a world minute is 100 ms. */
export async function functionsWorld(directory: string) {
  const extraEnv = () => ({ EXTRA: 'from the rehearsal' });
  const world = await worldWith(directory, (context) => createFunctions(context, { extraEnv }), 600);
  const { iam, lambda, logs } = world.clients;
  const made = await iam.send(new CreateRoleCommand({ RoleName: crypto.randomUUID(), AssumeRolePolicyDocument: '{}' }));
  const role = made.Role?.Arn ?? '';
  return {
    ...world,
    role,
    /** Deploys a CommonJS source that exports `handler`. */
    async deploy(name: string, source: string, more: { Timeout?: number; variables?: Record<string, string> } = {}) {
      const { Timeout = 10, variables = {} } = more;
      await lambda.send(
        new CreateFunctionCommand({
          ...{ FunctionName: name, Runtime: 'nodejs22.x', Handler: 'main.handler', Role: role, Timeout },
          Code: { ZipFile: zip(source) },
          Environment: { Variables: variables },
        }),
      );
    },
    async invoke(FunctionName: string, event: unknown = {}, more: Partial<InvokeCommandInput> = {}) {
      const Payload = JSON.stringify(event);
      const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload, LogType: 'Tail', ...more }));
      const text = answer.Payload?.transformToString() ?? '';
      const log = Buffer.from(answer.LogResult ?? '', 'base64').toString();
      return { ...answer, value: text ? JSON.parse(text) : undefined, log };
    },
    /** All messages in the function's log group. */
    async logged(name: string): Promise<string[]> {
      const logGroupName = `/aws/lambda/${name}`;
      const found = await logs.send(new FilterLogEventsCommand({ logGroupName })).catch(() => undefined);
      return (found?.events ?? []).map(({ message = '' }) => message);
    },
  };
}
