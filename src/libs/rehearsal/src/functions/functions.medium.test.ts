import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  InvokeCommand,
  type InvokeCommandInput,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { worldWith } from '../database/testing.ts';
import { temporaryFolder, until } from '../processes/testing.ts';
import { createFunctions } from './index.ts';

const make = (directory: string) =>
  worldWith(
    directory,
    (context) => createFunctions(context, { extraEnv: () => ({ EXTRA: 'from the rehearsal' }) }),
    600,
  );

let folder: ReturnType<typeof temporaryFolder>;
let world: Awaited<ReturnType<typeof make>>;
let role: string;
beforeAll(async () => {
  folder = temporaryFolder('functions');
  world = await make(folder.path);
  const made = await world.clients.iam.send(new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: '{}' }));
  role = made.Role?.Arn ?? '';
});
afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const zip = (source: string) => zipSync({ 'main.js': strToU8(source) });

async function deploy(
  name: string,
  source: string,
  more: { Timeout?: number; variables?: Record<string, string> } = {},
) {
  const { Timeout = 10, variables = {} } = more;
  await world.clients.lambda.send(
    new CreateFunctionCommand({
      FunctionName: name,
      Runtime: 'nodejs22.x',
      Handler: 'main.handler',
      Role: role,
      Timeout,
      Code: { ZipFile: zip(source) },
      Environment: { Variables: variables },
    }),
  );
}

async function invoke(FunctionName: string, event: unknown = {}, more: Partial<InvokeCommandInput> = {}) {
  const Payload = JSON.stringify(event);
  const answer = await world.clients.lambda.send(
    new InvokeCommand({ FunctionName, Payload, LogType: 'Tail', ...more }),
  );
  const text = answer.Payload?.transformToString() ?? '';
  const log = Buffer.from(answer.LogResult ?? '', 'base64').toString();
  return { ...answer, value: text ? JSON.parse(text) : undefined, log };
}

async function logged(name: string): Promise<string[]> {
  const logGroupName = `/aws/lambda/${name}`;
  const found = await world.clients.logs.send(new FilterLogEventsCommand({ logGroupName })).catch(() => undefined);
  return (found?.events ?? []).map(({ message = '' }) => message);
}

describe('an invocation', () => {
  test('runs the deployed handler with its event, context and environment', async () => {
    const source = `exports.handler = async (event, context) => ({ event, name: context.functionName, id: context.awsRequestId,
      left: context.getRemainingTimeInMillis(), env: process.env })`;
    await deploy('echo', source, { variables: { OWN: 'x' } });
    const { value, StatusCode, ExecutedVersion } = await invoke('echo', { a: ['日本'] });
    expect([StatusCode, ExecutedVersion]).toEqual([200, '$LATEST']);
    expect(value).toMatchObject({ event: { a: ['日本'] }, name: 'echo', id: expect.stringMatching(/^[\da-f-]{36}$/) });
    expect(value.left).toBeGreaterThan(8000);
    expect(value.env).toMatchObject({
      OWN: 'x',
      EXTRA: 'from the rehearsal',
      AWS_LAMBDA_FUNCTION_NAME: 'echo',
      AWS_ENDPOINT_URL: world.context.endpoint,
      AWS_REGION: 'ap-northeast-1',
      AWS_ACCESS_KEY_ID: 'rehearsal',
    });
    expect(value.env).not.toHaveProperty('STAGING_PYTHON');
  });

  test('finds the process of the one before still warm, and parallel ones get processes of their own', async () => {
    await deploy(
      'pid',
      'let n = 0; exports.handler = async ({ ms }) => { await new Promise((r) => setTimeout(r, ms)); return [process.pid, ++n]; }',
    );
    const [first] = (await invoke('pid', { ms: 0 })).value;
    expect((await invoke('pid', { ms: 0 })).value).toEqual([first, 2]);
    const parallel = await Promise.all([1, 2, 3].map(() => invoke('pid', { ms: 300 })));
    expect(new Set(parallel.map(({ value }) => value[0])).size).toBe(3);
  });

  test('has its lines in the tail of the answer and in the log group, a multi-line one in one piece', async () => {
    await deploy(
      'talk',
      `exports.handler = async (e, c) => { console.log('two\\nlines', { n: 1 }); console.error('bad'); process.stdout.write('raw\\n'); return c.awsRequestId; }`,
    );
    const { log, value } = await invoke('talk');
    expect(log).toMatch(new RegExp(`^START RequestId: ${value} Version: \\$LATEST\\n`));
    expect(log).toContain(`\t${value}\tINFO\ttwo\nlines { n: 1 }\n`);
    expect(log).toContain('\tERROR\tbad\nraw\nEND RequestId:');
    expect(log).toMatch(
      /REPORT RequestId: .*\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\tInit Duration: [\d.]+ ms/,
    );
    const lines = await until('five events', async () =>
      (await logged('talk')).length >= 6 ? logged('talk') : undefined,
    );
    expect(lines[1]).toMatch(/two\nlines \{ n: 1 \}$/);
    expect(lines.at(-1)).toMatch(/^REPORT/);
  });

  test('that throws answers 200 with the error, and the copy lives on', async () => {
    await deploy(
      'throws',
      `exports.handler = async ({ bad }) => { if (bad) throw new TypeError('no good'); return process.pid; }`,
    );
    const before = (await invoke('throws')).value;
    const { StatusCode, FunctionError, value } = await invoke('throws', { bad: true });
    expect([StatusCode, FunctionError]).toEqual([200, 'Unhandled']);
    expect(value).toMatchObject({
      errorType: 'TypeError',
      errorMessage: 'no good',
      trace: expect.arrayContaining(['TypeError: no good']),
    });
    expect((await invoke('throws')).value).toBe(before);
  });

  test.each([
    ['no module', 'other.handler', 'Runtime.ImportModuleError'],
    ['no export', 'main.nothing', 'Runtime.HandlerNotFound'],
  ])('with a handler that names %s fails as Lambda words it', async (title, Handler, errorType) => {
    const name = title.replace(' ', '-');
    await deploy(name, 'exports.handler = async () => 1');
    await world.clients.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, Handler }));
    expect((await invoke(name)).value).toMatchObject({ errorType });
  });

  test('that takes too long is ended, and the next one gets a new copy', async () => {
    await deploy(
      'slow',
      `exports.handler = async ({ hang }) => hang ? new Promise(() => setInterval(() => {}, 1e6)) : process.pid`,
      { Timeout: 1 },
    );
    const before = (await invoke('slow')).value;
    const { FunctionError, value, log } = await invoke('slow', { hang: true });
    expect(FunctionError).toBe('Unhandled');
    expect(value.errorMessage).toMatch(/^RequestId: \S+ Error: Task timed out after 1.00 seconds$/);
    expect(log).toMatch(/Z \S+ Task timed out after 1.00 seconds/);
    expect((await invoke('slow')).value).not.toBe(before);
  });

  test('that ends its process is told as an exit', async () => {
    await deploy(
      'exits',
      `exports.handler = async ({ how }) => { if (how === 'exit') process.exit(3); process.kill(process.pid, 'SIGKILL'); await new Promise(() => {}); }`,
    );
    expect((await invoke('exits', { how: 'exit' })).value).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringContaining('exit status 3'),
    });
    expect((await invoke('exits', { how: 'kill' })).value.errorMessage).toContain('signal: killed');
  });

  test('of the type Event answers at once and is repeated twice when it fails', async () => {
    await deploy('event', `exports.handler = async () => { throw new Error('again') }`);
    expect((await invoke('event', {}, { InvocationType: 'Event' })).StatusCode).toBe(202);
    await until(
      'three attempts',
      async () => (await logged('event')).filter((line) => line.startsWith('START')).length === 3,
    );
    await until('giving up', () =>
      world.context.events.recent().some(({ text }) => text.includes('given up after three attempts')),
    );
  });

  test('of the type DryRun runs nothing', async () => {
    await deploy('dry', `exports.handler = async () => { throw new Error('ran') }`);
    expect((await invoke('dry', {}, { InvocationType: 'DryRun' })).StatusCode).toBe(204);
  });

  test('of a function that is not there, or with a body that is no JSON, is refused', async () => {
    await expect(invoke('nowhere')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(invoke('echo', undefined, { Payload: '{' })).rejects.toMatchObject({
      name: 'InvalidRequestContentException',
    });
  });
});

test('new code and a new environment hold from the next invocation on', async () => {
  await deploy('changes', `exports.handler = async () => 'old ' + process.env.V`, { variables: { V: '1' } });
  expect((await invoke('changes')).value).toBe('old 1');
  const { lambda, s3 } = world.clients;
  await s3.send(
    new CreateBucketCommand({ Bucket: 'code', CreateBucketConfiguration: { LocationConstraint: 'ap-northeast-1' } }),
  );
  await s3.send(
    new PutObjectCommand({
      Bucket: 'code',
      Key: 'a b/new.zip',
      Body: zip(`exports.handler = async () => 'new ' + process.env.V`),
    }),
  );
  await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: 'changes', S3Bucket: 'code', S3Key: 'a b/new.zip' }));
  expect((await invoke('changes')).value).toBe('new 1');
  await lambda.send(
    new UpdateFunctionConfigurationCommand({ FunctionName: 'changes', Environment: { Variables: { V: '2' } } }),
  );
  expect((await invoke('changes')).value).toBe('new 2');
});

test('a function that is deleted is gone, and one of the same name is another', async () => {
  await deploy('twice', `exports.handler = async () => 'first'`);
  await invoke('twice');
  await world.clients.lambda.send(new DeleteFunctionCommand({ FunctionName: 'twice' }));
  await expect(invoke('twice')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await deploy('twice', `exports.handler = async () => 'second'`);
  expect((await invoke('twice')).value).toBe('second');
});

test('what is no zip is refused', async () => {
  const Code = { ZipFile: strToU8('no zip') };
  const create = new CreateFunctionCommand({
    FunctionName: 'bad',
    Runtime: 'nodejs22.x',
    Handler: 'main.handler',
    Role: role,
    Code,
  });
  await expect(world.clients.lambda.send(create)).rejects.toThrow(/Could not unzip/);
});

test('other parts invoke by ARN, and are told what went wrong', async () => {
  const arn = (name: string) => `arn:aws:lambda:ap-northeast-1:123456789012:function:${name}`;
  expect(await world.part.invoke(arn('throws'), {})).toEqual({ payload: expect.any(Number) });
  expect(await world.part.invoke(arn('throws'), { bad: 1 })).toMatchObject({
    error: 'TypeError: no good',
    payload: { errorType: 'TypeError' },
  });
  expect(await world.part.invoke(arn('nowhere'), {})).toEqual({
    payload: null,
    error: expect.stringContaining('nowhere'),
  });
});

test('a warm invocation takes a few milliseconds', async () => {
  await invoke('echo');
  const times: number[] = [];
  for (let n = 0; n < 50; n++) {
    const begin = performance.now();
    await world.clients.lambda.send(new InvokeCommand({ FunctionName: 'echo' }));
    times.push(performance.now() - begin);
  }
  expect(times.sort((a, b) => a - b)[25]).toBeLessThan(50);
});

test('after a restart the code is still there', async () => {
  await world.emulator.save();
  await world[Symbol.asyncDispose]();
  world = await make(folder.path);
  expect((await invoke('changes')).value).toBe('new 2');
});
