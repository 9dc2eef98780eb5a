import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { Status } from '@bookmark-manager/schedule';
import * as z from 'zod/mini';

/** So long an answer of the scheduler is good for every visitor. */
const FRESH_MS = 2000;

const service = z.object({ name: z.string(), desired: z.number(), running: z.number(), healthyTargets: z.number() });

/** What is needed of the scheduler's answer; the rest of it is left alone. */
const answerSchema = z.object({
  condition: z.enum(['awake', 'asleep', 'waking', 'falling-asleep']),
  desired: z.enum(['awake', 'asleep']),
  observed: z.object({ database: z.nullable(z.object({ status: z.string() })), services: z.array(service) }),
});

export type StatusDependencies = {
  lambda: Pick<LambdaClient, 'send'>;
  /** The scheduler's name. */
  scheduler: string;
  now: () => Date;
  /** Takes a sentence about what did not work. */
  warn: (text: string) => void;
};

/** Asks the scheduler how the environment is, once in two seconds; null when it does not tell. */
export function createStatus({ lambda, scheduler, now, warn }: StatusDependencies): () => Promise<Status | null> {
  let known: { at: number; status: Status | null } | undefined;
  return async () => {
    const at = now().getTime();
    // A clock that was set back must not keep an old answer.
    if (known && Math.abs(at - known.at) < FRESH_MS) return known.status;
    const status = await ask(lambda, scheduler).catch((error: unknown) => {
      warn(`the scheduler does not tell how it is: ${String(error)}`);
      return null;
    });
    known = { at, status };
    return status;
  };
}

async function ask(lambda: Pick<LambdaClient, 'send'>, FunctionName: string): Promise<Status> {
  const { Payload, FunctionError } = await lambda.send(
    new InvokeCommand({ FunctionName, Payload: Buffer.from('{"action":"status"}') }),
  );
  if (FunctionError !== undefined) throw new Error(`${FunctionError} error in ${FunctionName}`);
  const { condition, desired, observed } = answerSchema.parse(JSON.parse(Buffer.from(Payload ?? []).toString()));
  return { condition, desired, seen: observed };
}
