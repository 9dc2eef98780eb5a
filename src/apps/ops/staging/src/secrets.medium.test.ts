import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { beforeAll, describe, expect, it } from 'vitest';
import { type FakeAws, fakeAws, fakeRehearsal } from './testing.ts';
import { AWAKE } from './testing-awake.ts';
import { BIN, builtCommand, staging } from './testing-command.ts';

beforeAll(builtCommand);

const on = (aws: FakeAws) => ({ STAGING_REHEARSAL_DIR: fakeRehearsal(aws.endpoint) });
const GIVEN = 'a'.repeat(40);
const answers = {
  ...AWAKE,
  DescribeTaskDefinition: {
    json: {
      taskDefinition: { containerDefinitions: [{ name: 'api', secrets: [{ name: 'JWT_SECRET', valueFrom: 'x' }] }] },
    },
  },
  PutParameter: { json: { Version: 2 } },
  DescribeParameters: {
    json: {
      Parameters: [{ Name: '/bookmark-manager/staging/JWT_SECRET', Version: 1, Description: "Terraform's own" }],
    },
  },
  UpdateService: { json: { service: {} } },
};

/** The command with something piped in. */
async function piped(aws: FakeAws, input: string, ...args: string[]) {
  const env = { PATH: process.env.PATH ?? '', ...on(aws) };
  const child = spawn(process.execPath, [BIN, 'secrets', ...args], { env });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (text += data));
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  return { code, text };
}
const written = ({ requests }: FakeAws) =>
  requests.filter(({ operation }) => operation === 'PutParameter').map(({ input }) => input);

describe('secrets set', () => {
  it('writes what is piped in, prints none of it, and replaces the tasks that have the one before', async () => {
    await using aws = await fakeAws(answers);
    const { code, text } = await piped(aws, `${GIVEN}\n`, 'set', 'JWT_SECRET', '--restart');
    expect(written(aws)).toMatchObject([
      {
        Name: '/bookmark-manager/staging/JWT_SECRET',
        Value: GIVEN,
        Type: 'SecureString',
        Overwrite: true,
        Description: "Terraform's own",
      },
    ]);
    expect(aws.calls.filter((call) => call === 'UpdateService')).toHaveLength(2);
    expect(text).toMatch(/JWT_SECRET is written \(version 2\)/);
    expect(text).not.toContain(GIVEN);
    expect(code).toBe(0);
  });

  it('refuses what cannot be that secret, without showing it', async () => {
    await using aws = await fakeAws(answers);
    const { code, text } = await piped(aws, 'hunter2', 'set', 'JWT_SECRET');
    expect(text).toBe('staging: This is no JWT_SECRET: it has 7 bytes, 32 are the least.\n  → Nothing was changed.\n');
    expect(written(aws)).toEqual([]);
    expect(code).toBe(2);
  });

  it.each([
    [['set', 'JWT_SECRET', GIVEN], /too many arguments/],
    [['set', 'PASSWORD'], /no secret "PASSWORD"/],
    [['generate', 'MONGODB_URI'], /cannot be made up/],
    [['get', 'JWT_SECRET'], /on a terminal only/],
  ])('secrets %j is bad usage', async (args, text) => {
    await using aws = await fakeAws(answers);
    const { code, stderr } = await staging(['secrets', ...args], on(aws));
    expect(stderr).toMatch(text);
    expect(stderr).not.toContain(GIVEN);
    expect({ code, calls: aws.calls }).toEqual({ code: 2, calls: [] });
  });
});

describe('secrets generate', () => {
  it('writes one that nobody has seen, and says who keeps the one before', async () => {
    await using aws = await fakeAws(answers);
    const { stdout, stderr } = await staging(['secrets', 'generate', 'JWT_SECRET'], on(aws));
    const value = String(written(aws)[0]?.Value);
    expect(value).toMatch(/^[\w-]{64}$/);
    expect(stdout + stderr).not.toContain(value);
    expect(stderr).toMatch(/keep the one before until they are replaced: aws ecs update-service/);
  });

  it('prints the call without a value when it is only to be shown', async () => {
    await using aws = await fakeAws(answers);
    const { stdout } = await staging(['secrets', 'generate', 'JWT_SECRET', '--dry-run'], on(aws));
    expect(stdout).toBe(
      'aws ssm put-parameter --name /bookmark-manager/staging/JWT_SECRET --type SecureString --overwrite --value file:///dev/stdin\n',
    );
    expect(written(aws)).toEqual([]);
  });
});

describe('secrets get', () => {
  it('says how to make one that is not there', async () => {
    await using aws = await fakeAws({ ...answers, GetParameter: { error: 'ParameterNotFound' } });
    expect(await staging(['secrets', 'get', 'MONGODB_URI', '--show'], on(aws))).toEqual({
      code: 1,
      stdout: '',
      stderr: 'staging: MONGODB_URI is not there.\n  → staging secrets set MONGODB_URI\n',
    });
  });
});
