import { CreateTopicCommand, DeleteTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, DeleteQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DeleteParameterCommand, GetParametersByPathCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { clientOptions } from './aws.ts';
import { clock, runClock } from './clock.ts';
import { ensureRunning, staging } from './rehearsal.ts';
import { tell, tokyo } from './schedule.ts';
import { until } from './until.ts';

/** A team that listens: a queue stands for its mail. */
const queue = 'arn:aws:sqs:ap-northeast-1:123456789012:notices-of-a-test';
let door: string;
let topicArn = '';
let queueUrl = '';
let sqs: SQSClient;

beforeAll(async () => {
  door = (await ensureRunning()).door;
  const sns = new SNSClient(clientOptions());
  sqs = new SQSClient(clientOptions());
  queueUrl = (await sqs.send(new CreateQueueCommand({ QueueName: 'notices-of-a-test' }))).QueueUrl ?? '';
  topicArn = (await sns.send(new CreateTopicCommand({ Name: 'notices-of-a-test' }))).TopicArn ?? '';
  await sns.send(new SubscribeCommand({ TopicArn: topicArn, Protocol: 'sqs', Endpoint: queue }));
  await forget();
  await tell('ecs-scheduler', () => ({ NOTICE_TOPIC_ARN: topicArn }));
});
afterAll(async () => {
  await tell('ecs-scheduler', () => ({ NOTICE_TOPIC_ARN: '' }));
  await forget();
  await new SNSClient(clientOptions()).send(new DeleteTopicCommand({ TopicArn: topicArn }));
  await sqs.send(new DeleteQueueCommand({ QueueUrl: queueUrl }));
  await clock({ set: new Date().toISOString() });
  await until('the page answers', async () => (await fetch(door)).status === 200, { deadlineMs: 120_000 });
});

/** What was told stays told, and a click's lease stays: a second run of this test would hear nothing. */
async function forget(): Promise<void> {
  const ssm = new SSMClient(clientOptions());
  for (const folder of ['notices', 'leases']) {
    const Path = `/bookmark-manager/staging/${folder}`;
    const { Parameters = [] } = await ssm.send(new GetParametersByPathCommand({ Path }));
    const ours = Parameters.filter(({ Value }) => folder === 'notices' || Value?.includes('"offer"'));
    for (const { Name } of ours) await ssm.send(new DeleteParameterCommand({ Name }));
  }
}

const listed = z.object({ leases: z.array(z.object({ kind: z.string(), until: z.string() })) });
const envelope = z.object({ Subject: z.string(), Message: z.string() });

/** What has come since the last look. */
async function messages(): Promise<z.infer<typeof envelope>[]> {
  const answer = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }));
  return (answer.Messages ?? []).map(({ Body }) => envelope.parse(JSON.parse(Body ?? '')));
}

describe('a quarter of an hour before it sleeps', () => {
  it('the team is told once, and one click keeps it awake for two hours more', async () => {
    await clock({ set: tokyo('2026-12-01T21:40') });
    await until('the page answers', async () => (await fetch(door)).status === 200, { deadlineMs: 120_000 });
    await runClock({ until: tokyo('2026-12-01T21:50'), speed: 'max' });
    const told = await messages();
    expect(told.map(({ Subject }) => Subject)).toEqual(['Staging sleeps at 22:00']);
    const link = told[0]?.Message.match(/http:\S+/)?.[0] ?? '';
    expect(link).toMatch(`${door}/_staging/stay?offer=`);
    const answer = await fetch(link);
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('It stays awake')]);
    const { leases } = listed.parse(JSON.parse((await staging('lease', 'list', '--json')).stdout));
    expect(leases.find(({ kind }) => kind === 'offer')?.until).toBe(tokyo('2026-12-02T00:00'));
    const report = await runClock({ until: tokyo('2026-12-01T22:20'), speed: 'max' });
    expect(report.changes.filter(({ subject }) => subject === 'web')).toEqual([]);
    expect((await fetch(door)).status).toBe(200);
  });
});
