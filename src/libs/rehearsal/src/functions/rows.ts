import { randomUUID } from 'node:crypto';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Answer, Handler, Request, Table } from '../relay/types.ts';
import { fault, readJson } from '../relay/wire.ts';
import { functionInUrl } from './function-name.ts';
import type { Runner } from './runner.ts';

/** Where a zip comes from, in CreateFunction's `Code` and in UpdateFunctionCode itself. */
type Source = { ZipFile?: string; S3Bucket?: string; S3Key?: string; S3ObjectVersion?: string };

/** What Lambda takes as one request. */
const MOST_BYTES = 6 * 1024 * 1024;

/** The rows of Lambda: code is kept as it passes (the emulator never gives it back), and invocations really run. */
export function functionRows(runner: Runner, s3: S3Client): Table {
  const changing: Handler = {
    kind: 'answer',
    async answer(request, forward) {
      const answer = await forward(request);
      if (answer.status < 300) runner.changed(functionInUrl(request.url).name);
      return answer;
    },
  };
  /** The code is there before the emulator knows of it: a function that is known can be run. */
  const deploying = (source: (request: Request) => Source, name: (request: Request) => string): Handler => ({
    kind: 'answer',
    async answer(request, forward) {
      await keep(runner, s3, source(request));
      const answer = await forward(request);
      if (answer.status < 300) runner.changed(name(request));
      return answer;
    },
  });
  return {
    'lambda:CreateFunction': deploying(
      (request) => readJson<{ Code?: Source }>(request).Code ?? {},
      (request) => readJson<{ FunctionName?: string }>(request).FunctionName ?? '',
    ),
    'lambda:UpdateFunctionCode': deploying(readJson<Source>, (request) => functionInUrl(request.url).name),
    'lambda:UpdateFunctionConfiguration': changing,
    'lambda:DeleteFunction': changing,
    'lambda:UpdateAlias': changing,
    'lambda:Invoke': { kind: 'answer', long: true, answer: (request) => invoke(runner, request) },
  };
}

async function keep(
  runner: Runner,
  s3: S3Client,
  { ZipFile, S3Bucket, S3Key, S3ObjectVersion }: Source,
): Promise<void> {
  let zip: Uint8Array | undefined;
  if (ZipFile) zip = Buffer.from(ZipFile, 'base64');
  else if (S3Bucket && S3Key) {
    const version = S3ObjectVersion ? { VersionId: S3ObjectVersion } : {};
    // What cannot be read is refused by the emulator, in Lambda's words.
    const object = await s3
      .send(new GetObjectCommand({ Bucket: S3Bucket, Key: S3Key, ...version }))
      .catch(() => undefined);
    zip = await object?.Body?.transformToByteArray();
  }
  if (!zip) return;
  try {
    runner.code.add(zip);
  } catch (error) {
    throw fault('InvalidParameterValueException', error instanceof Error ? error.message : String(error));
  }
}

async function invoke(runner: Runner, request: Request): Promise<Answer> {
  const reference = functionInUrl(request.url);
  const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (request.body.length > MOST_BYTES) {
    throw fault(
      'RequestTooLargeException',
      `Request must be smaller than ${MOST_BYTES} bytes for the InvokeFunction operation`,
      413,
    );
  }
  const event = eventIn(request);
  if (type === 'DryRun') return answer(204, '');
  if (type === 'Event') {
    await runner.later(reference, event);
    return answer(202, '');
  }
  const result = await runner.run(reference, event);
  const tail = Buffer.from(`${result.lines.join('\n')}\n`)
    .subarray(-4096)
    .toString('base64');
  return answer(200, result.payload, {
    'x-amzn-requestid': result.requestId,
    'x-amz-executed-version': result.version,
    ...(result.error && { 'x-amz-function-error': 'Unhandled' }),
    ...(request.headers['x-amz-log-type'] === 'Tail' && { 'x-amz-log-result': tail }),
  });
}

function eventIn(request: Request): unknown {
  try {
    return request.body.length > 0 ? JSON.parse(request.body.toString()) : {};
  } catch (error) {
    throw fault(
      'InvalidRequestContentException',
      `Could not parse request body into json: ${error instanceof Error ? error.message : error}`,
    );
  }
}

function answer(status: number, payload: string, headers: Record<string, string> = {}): Answer {
  const common = { 'content-type': 'application/json', 'x-amzn-requestid': randomUUID() };
  return { status, headers: { ...common, ...headers }, body: Buffer.from(payload) };
}
