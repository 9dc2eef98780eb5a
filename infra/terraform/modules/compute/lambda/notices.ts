import { PublishCommand } from '@aws-sdk/client-sns';
import { GetParameterCommand, GetParametersByPathCommand } from '@aws-sdk/client-ssm';
import { type Notice, noticeParameter } from '@bookmark-manager/schedule';
import type { Clients } from './clients.ts';
import { createParameter, deleteParameter } from './parameters.ts';
import type { SchedulerSettings } from './settings.ts';

type Told = Pick<SchedulerSettings, 'parameterPrefix' | 'notices'>;

/** A webhook that does not answer must not hold the reconciler up. */
const WEBHOOK_TIMEOUT_MS = 5000;

/** What was told and is not over, by its key; the value is what came with it. */
export async function readTold({ ssm }: Clients, { parameterPrefix }: Told): Promise<Map<string, string>> {
  const folder = noticeParameter(parameterPrefix);
  const told = new Map<string, string>();
  let NextToken: string | undefined;
  do {
    const page = await ssm.send(
      new GetParametersByPathCommand({ Path: folder, ...(NextToken === undefined ? {} : { NextToken }) }),
    );
    for (const { Name = '', Value = '' } of page.Parameters ?? []) told.set(Name.slice(folder.length + 1), Value);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return told;
}

/** Does the telling unless another firing has: whoever stores the key first does. What could not be told is tried again. */
export async function once(
  { ssm }: Clients,
  { parameterPrefix }: Told,
  { key, value }: { key: string; value: string },
  telling: () => Promise<void>,
): Promise<boolean> {
  const name = noticeParameter(parameterPrefix, key);
  if (!(await createParameter(ssm, name, value))) return false;
  try {
    await telling();
  } catch (error) {
    await deleteParameter(ssm, name);
    throw error;
  }
  return true;
}

/** Forgets that it was told; true for the one firing that does. */
export function forget({ ssm }: Clients, { parameterPrefix }: Told, key: string): Promise<boolean> {
  return deleteParameter(ssm, noticeParameter(parameterPrefix, key));
}

/** Sends to every place that the settings name. */
export async function send(clients: Clients, { notices }: Told, { subject, text }: Notice): Promise<void> {
  const { topicArn, webhookParameter } = notices;
  const sent = await Promise.allSettled([
    topicArn === null
      ? undefined
      : clients.sns.send(new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: text })),
    webhookParameter === null ? undefined : post(clients, webhookParameter, { subject, text }),
  ]);
  // One place that got it is enough: sending it again would tell that one twice.
  const failed = sent.find((each) => each.status === 'rejected');
  const reached = sent.filter((each) => each.status === 'fulfilled' && each.value !== undefined).length;
  if (failed && reached === 0) throw failed.reason;
}

/** The form that Slack, Mattermost and others understand. The address is a secret: no error repeats it. */
async function post({ ssm, fetch }: Clients, Name: string, { subject, text }: Notice): Promise<true> {
  const answer = await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }));
  const url = URL.parse(answer.Parameter?.Value ?? '');
  if (url?.protocol !== 'https:') throw new Error(`the parameter ${Name} holds no https address`);
  const reply = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: `*${subject}*\n${text}` }),
    redirect: 'error',
    signal: AbortSignal.timeout(WEBHOOK_TIMEOUT_MS),
  }).catch((error: Error) => {
    throw new Error(`the webhook of ${Name} does not answer (${error.name})`);
  });
  if (!reply.ok) throw new Error(`the webhook of ${Name} answered ${reply.status}`);
  return true;
}
