import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { strToU8 } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../processes/testing.ts';
import { functionsWorld, zip } from './testing.ts';

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

test('new code and a new environment hold from the next invocation on', async () => {
  await world.deploy('changes', `exports.handler = async () => 'old ' + process.env.V`, { variables: { V: '1' } });
  expect((await world.invoke('changes')).value).toBe('old 1');
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
  expect((await world.invoke('changes')).value).toBe('new 1');
  await lambda.send(
    new UpdateFunctionConfigurationCommand({ FunctionName: 'changes', Environment: { Variables: { V: '2' } } }),
  );
  expect((await world.invoke('changes')).value).toBe('new 2');
});

test('a function that is deleted is gone, and one of the same name is another', async () => {
  await world.deploy('twice', `exports.handler = async () => 'first'`);
  await world.invoke('twice');
  await world.clients.lambda.send(new DeleteFunctionCommand({ FunctionName: 'twice' }));
  await expect(world.invoke('twice')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await world.deploy('twice', `exports.handler = async () => 'second'`);
  expect((await world.invoke('twice')).value).toBe('second');
});

test('what is no zip is refused', async () => {
  const Code = { ZipFile: strToU8('no zip') };
  const create = new CreateFunctionCommand({
    FunctionName: 'bad',
    Runtime: 'nodejs22.x',
    Handler: 'main.handler',
    Role: world.role,
    Code,
  });
  await expect(world.clients.lambda.send(create)).rejects.toThrow(/Could not unzip/);
});

test('other parts invoke by ARN, and are told what went wrong', async () => {
  await world.deploy(
    'throws',
    `exports.handler = async ({ bad }) => { if (bad) throw new TypeError('no good'); return 1; }`,
  );
  const arn = (name: string) => `arn:aws:lambda:ap-northeast-1:123456789012:function:${name}`;
  expect(await world.part.invoke(arn('throws'), {})).toEqual({ payload: 1 });
  expect(await world.part.invoke(arn('throws'), { bad: 1 })).toMatchObject({
    error: 'TypeError: no good',
    payload: { errorType: 'TypeError' },
  });
  expect(await world.part.invoke(arn('nowhere'), {})).toEqual({
    payload: null,
    error: expect.stringContaining('nowhere'),
  });
});

test('after a restart the code is still there', async () => {
  await world.emulator.save();
  await world[Symbol.asyncDispose]();
  world = await functionsWorld(folder.path);
  expect((await world.invoke('changes')).value).toBe('new 2');
});
