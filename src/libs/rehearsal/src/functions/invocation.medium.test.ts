import { PutFunctionEventInvokeConfigCommand, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder, until } from '../processes/testing.ts';
import { functionsWorld } from './testing.ts';

let folder: ReturnType<typeof temporaryFolder>;
let world: Awaited<ReturnType<typeof functionsWorld>>;
beforeAll(async () => {
  folder = temporaryFolder('functions');
  world = await functionsWorld(folder.path);
});
afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

describe('an invocation', () => {
  test('runs the deployed handler with its event, context and environment', async () => {
    const source = `exports.handler = async (event, context) => ({ event, name: context.functionName, id: context.awsRequestId,
      left: context.getRemainingTimeInMillis(), env: process.env })`;
    await world.deploy('echo', source, { variables: { OWN: 'x' } });
    const { value, StatusCode, ExecutedVersion } = await world.invoke('echo', { a: ['日本'] });
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
    await world.deploy(
      'pid',
      'let n = 0; exports.handler = async ({ ms }) => { await new Promise((r) => setTimeout(r, ms)); return [process.pid, ++n]; }',
    );
    const [first] = (await world.invoke('pid', { ms: 0 })).value;
    expect((await world.invoke('pid', { ms: 0 })).value).toEqual([first, 2]);
    const parallel = await Promise.all([1, 2, 3].map(() => world.invoke('pid', { ms: 300 })));
    expect(new Set(parallel.map(({ value }) => value[0])).size).toBe(3);
  });

  test('has its lines in the tail of the answer and in the log group, a multi-line one in one piece', async () => {
    await world.deploy(
      'talk',
      `exports.handler = async (e, c) => { console.log('two\\nlines', { n: 1 }); console.error('bad'); process.stdout.write('raw\\n'); return c.awsRequestId; }`,
    );
    const { log, value } = await world.invoke('talk');
    expect(log).toMatch(new RegExp(`^START RequestId: ${value} Version: \\$LATEST\\n`));
    expect(log).toContain(`\t${value}\tINFO\ttwo\nlines { n: 1 }\n`);
    expect(log).toContain('\tERROR\tbad\nraw\nEND RequestId:');
    expect(log).toMatch(
      /REPORT RequestId: .*\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\tInit Duration: [\d.]+ ms/,
    );
    const lines = await until('five events', async () =>
      (await world.logged('talk')).length >= 6 ? world.logged('talk') : undefined,
    );
    expect(lines[1]).toMatch(/two\nlines \{ n: 1 \}$/);
    expect(lines.at(-1)).toMatch(/^REPORT/);
  });

  test('that throws answers 200 with the error, and the copy lives on', async () => {
    await world.deploy(
      'throws',
      `exports.handler = async ({ bad }) => { if (bad) throw new TypeError('no good'); return process.pid; }`,
    );
    const before = (await world.invoke('throws')).value;
    const { StatusCode, FunctionError, value } = await world.invoke('throws', { bad: true });
    expect([StatusCode, FunctionError]).toEqual([200, 'Unhandled']);
    expect(value).toMatchObject({
      errorType: 'TypeError',
      errorMessage: 'no good',
      trace: expect.arrayContaining(['TypeError: no good']),
    });
    expect((await world.invoke('throws')).value).toBe(before);
  });

  test.each([
    ['no module', 'other.handler', 'Runtime.ImportModuleError'],
    ['no export', 'main.nothing', 'Runtime.HandlerNotFound'],
  ])('with a handler that names %s fails as Lambda words it', async (title, Handler, errorType) => {
    const name = title.replace(' ', '-');
    await world.deploy(name, 'exports.handler = async () => 1');
    await world.clients.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, Handler }));
    expect((await world.invoke(name)).value).toMatchObject({ errorType });
  });

  test('that takes too long is ended, and the next one gets a new copy', async () => {
    await world.deploy(
      'slow',
      `exports.handler = async ({ hang }) => hang ? new Promise(() => setInterval(() => {}, 1e6)) : process.pid`,
      { Timeout: 1 },
    );
    const before = (await world.invoke('slow')).value;
    const { FunctionError, value, log } = await world.invoke('slow', { hang: true });
    expect(FunctionError).toBe('Unhandled');
    expect(value.errorMessage).toMatch(/^RequestId: \S+ Error: Task timed out after 1.00 seconds$/);
    expect(log).toMatch(/Z \S+ Task timed out after 1.00 seconds/);
    expect((await world.invoke('slow')).value).not.toBe(before);
  });

  test('that ends its process is told as an exit', async () => {
    await world.deploy(
      'exits',
      `exports.handler = async ({ how }) => { if (how === 'exit') process.exit(3); process.kill(process.pid, 'SIGKILL'); await new Promise(() => {}); }`,
    );
    expect((await world.invoke('exits', { how: 'exit' })).value).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringContaining('exit status 3'),
    });
    expect((await world.invoke('exits', { how: 'kill' })).value.errorMessage).toContain('signal: killed');
  });

  test('of the type Event answers at once and is repeated twice when it fails', async () => {
    await world.deploy('event', `exports.handler = async () => { throw new Error('again') }`);
    expect((await world.invoke('event', {}, { InvocationType: 'Event' })).StatusCode).toBe(202);
    await until(
      'three attempts',
      async () => (await world.logged('event')).filter((line) => line.startsWith('START')).length === 3,
    );
    await until('giving up', () =>
      world.context.events.recent().some(({ text }) => text.includes('given up after 3 attempts')),
    );
  });

  test('of the type Event is repeated no more often than the function allows', async () => {
    await world.deploy('once', `exports.handler = async () => { throw new Error('no') }`);
    const { lambda } = world.clients;
    await lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName: 'once', MaximumRetryAttempts: 0 }));
    await world.invoke('once', {}, { InvocationType: 'Event' });
    await until('giving up', () =>
      world.context.events
        .recent()
        .some(({ subject, text }) => subject === 'once' && text.includes('after one attempt')),
    );
  });

  test('of the type DryRun runs nothing', async () => {
    await world.deploy('dry', `exports.handler = async () => { throw new Error('ran') }`);
    expect((await world.invoke('dry', {}, { InvocationType: 'DryRun' })).StatusCode).toBe(204);
  });

  test('of a function that is not there, or with a body that is no JSON, is refused', async () => {
    await expect(world.invoke('nowhere')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(world.invoke('echo', undefined, { Payload: '{' })).rejects.toMatchObject({
      name: 'InvalidRequestContentException',
    });
  });
});
