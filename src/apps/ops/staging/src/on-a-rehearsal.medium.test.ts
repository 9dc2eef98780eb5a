import { beforeAll, describe, expect, it } from 'vitest';
import { fakeAws, fakeRehearsal } from './testing.ts';
import { AWAKE } from './testing-awake.ts';
import { builtCommand, staging } from './testing-command.ts';

beforeAll(builtCommand);

describe('on a rehearsal', () => {
  it('says what is there', async () => {
    await using aws = await fakeAws(AWAKE);
    const env = { STAGING_REHEARSAL_DIR: fakeRehearsal(aws.endpoint) };
    const { code, stdout, stderr } = await staging(['status', '--json'], env);
    expect(stderr).toBe('Limits are off: tasks may use more CPU and memory than their size (a test).\n');
    expect(JSON.parse(stdout)).toMatchObject({
      condition: 'awake',
      because: { code: 'always' },
      until: null,
      url: 'http://127.0.0.1:8080',
      services: [
        { name: 'web', desired: 1, running: 1, awakeCount: 1, image: expect.stringContaining('@sha256:') },
        { name: 'api', desired: 1 },
      ],
      database: { status: 'available' },
      leases: [],
    });
    expect(code).toBe(0);
  });

  it('calls the scheduler and prints its answer; a dry run prints the call and only reads', async () => {
    await using aws = await fakeAws(AWAKE);
    const env = { STAGING_REHEARSAL_DIR: fakeRehearsal(aws.endpoint) };
    const dry = await staging(['start', '--for', '2h', '--why', "it's late", '--dry-run'], env);
    expect(dry.stdout).toMatch(/^aws lambda invoke .*"action":"start","for":"2h",.*"why":"it'\\''s late"/);
    expect(aws.calls.filter((call) => !/^(Get|Describe)/.test(call))).toEqual([]);
    expect(await staging(['start', '--for', '2h'], env)).toMatchObject({
      code: 0,
      stdout: 'Awake until Tue 1 Dec 22:00.\n',
    });
    expect(aws.calls.filter((call) => !/^(Get|Describe)/.test(call))).toEqual(['Invoke']);
  });

  it('says that nothing is applied yet', async () => {
    await using aws = await fakeAws({ GetFunctionConfiguration: { error: 'ResourceNotFoundException' } });
    expect(await staging(['status'], { STAGING_REHEARSAL_DIR: fakeRehearsal(aws.endpoint) })).toMatchObject({
      code: 1,
      stderr: 'staging: Nothing is applied here yet.\n  → staging up\n',
    });
  });

  it('never takes what leads to the rehearsal to the real account', async () => {
    await using aws = await fakeAws(AWAKE);
    const ended = await staging(['status', '--aws'], {
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_ENDPOINT_URL_LAMBDA: aws.endpoint,
      AWS_ACCESS_KEY_ID: 'rehearsal',
      AWS_SECRET_ACCESS_KEY: 'rehearsal',
      AWS_EC2_METADATA_DISABLED: 'true',
    });
    expect(aws.calls).toEqual([]);
    expect(ended.stderr).toContain('AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_LAMBDA');
    expect(ended.code).toBe(1);
  });
});
