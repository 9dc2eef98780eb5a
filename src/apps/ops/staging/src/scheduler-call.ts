import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { StagingError } from './errors.ts';
import { SCHEDULER } from './names.ts';
import type { Target } from './target/target.ts';

/** What the scheduler is asked by hand. */
export type SchedulerCall = {
  action: 'start' | 'stop';
  for?: string | undefined;
  until?: string | undefined;
  by: string;
  why?: string | undefined;
};

/** What it answers, as far as the command reads it. */
export type SchedulerAnswer = z.infer<typeof answerSchema>;

/** As the schedule does each minute. */
type Reconcile = { action: 'reconcile' };

/** Invokes the scheduler. @throws StagingError when it refuses or fails. */
export async function callScheduler(target: Target, call: SchedulerCall | Reconcile): Promise<SchedulerAnswer> {
  const lambda = new LambdaClient(target.clientOptions);
  const answer = await lambda.send(new InvokeCommand({ FunctionName: SCHEDULER, Payload: JSON.stringify(call) }));
  const text = new TextDecoder().decode(answer.Payload);
  const parsed = replySchema.safeParse(parseJson(text));
  const { ok, errorMessage, ...reply } = parsed.data ?? {};
  if (answer.FunctionError || reply.message === undefined) {
    const why = errorMessage ?? answer.FunctionError ?? 'its answer cannot be read';
    throw new StagingError(`The scheduler failed: ${why}`, { hint: 'See its log: staging logs scheduler --since 10m' });
  }
  if (ok === false && call.action !== 'reconcile') throw new StagingError(sentence(reply.message));
  return answerSchema.parse(reply);
}

/** The same call with the aws CLI, for `--dry-run`. */
export function schedulerCommandLine(call: SchedulerCall | Reconcile): string {
  const payload = JSON.stringify(call).replaceAll("'", "'\\''");
  return `aws lambda invoke --function-name ${SCHEDULER} --cli-binary-format raw-in-base64-out --payload '${payload}' /dev/stdout`;
}

const answerSchema = z.object({
  message: z.string(),
  condition: z.string().default(''),
  desired: z.string().default(''),
  waiting: z.array(z.string()).default([]),
  failed: z.array(z.string()).default([]),
});

const replySchema = answerSchema.partial().extend({ ok: z.boolean().optional(), errorMessage: z.string().optional() });

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
