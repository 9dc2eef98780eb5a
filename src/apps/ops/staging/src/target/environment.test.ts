import { describe, expect, it } from 'vitest';
import { awsEnvironment, rehearsalEnvironment } from './environment.ts';

const place = {
  endpoint: 'http://127.0.0.1:4599',
  directory: '/repo/.rehearsal',
  backend: 'local' as const,
  tools: { terraform: '/bin/terraform', terraformCliConfig: '/repo/terraform.tfrc' },
};

describe('the environment of the rehearsal', () => {
  const caller = {
    HOME: '/home/a',
    AWS_PROFILE: 'production',
    AWS_SESSION_TOKEN: 'real',
    AWS_SECRET_ACCESS_KEY: 'real',
    AWS_ENDPOINT_URL_S3: 'https://s3.example',
    STAGING_STATE_DIR: '/elsewhere',
  };
  const environment = rehearsalEnvironment(caller, place);

  it("holds nothing of the caller's AWS", () => {
    expect(Object.values(environment)).not.toContain('real');
    expect(environment).not.toHaveProperty('AWS_PROFILE');
    expect(environment).not.toHaveProperty('AWS_ENDPOINT_URL_S3');
  });

  it('leads every tool to the relay, with state and allow-list of its own', () => {
    expect(environment).toMatchObject({
      HOME: '/home/a',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4599',
      AWS_ACCESS_KEY_ID: 'rehearsal',
      AWS_REGION: 'ap-northeast-1',
      AWS_CONFIG_FILE: '/repo/.rehearsal/aws/config',
      STAGING_STATE_DIR: '/repo/.rehearsal/state',
      STAGING_BACKEND: 'local',
      STAGING_TFVARS: '/repo/.rehearsal/terraform.tfvars',
      TG_DOWNLOAD_DIR: '/repo/.rehearsal/terragrunt-cache',
      TF_CLI_CONFIG_FILE: '/repo/terraform.tfrc',
      TG_TF_PATH: '/bin/terraform',
    });
  });

  it('overrides the committed shape only when one is named', () => {
    expect(environment).not.toHaveProperty('STAGING_SHAPE');
    expect(rehearsalEnvironment(caller, { ...place, shape: 'by-the-book' })).toHaveProperty(
      'STAGING_SHAPE',
      'by-the-book',
    );
  });

  it('keeps 127.0.0.1 away from a proxy, and the rest of NO_PROXY', () => {
    expect(rehearsalEnvironment({ NO_PROXY: '.corp' }, place).NO_PROXY).toBe('.corp,127.0.0.1,localhost');
  });
});

describe('the environment of the real account', () => {
  it('drops every AWS_ENDPOINT_URL* and whatever could move the state, and names them', () => {
    const { environment, dropped } = awsEnvironment({
      AWS_PROFILE: 'staging',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4599',
      AWS_ENDPOINT_URL_ECS: 'http://127.0.0.1:4599',
      STAGING_STATE_DIR: '/x',
      STAGING_TFVARS: '/x',
      STAGING_SHAPE: 'before',
      STAGING_BACKEND: 's3',
    });
    expect(dropped).toEqual([
      'AWS_ENDPOINT_URL',
      'AWS_ENDPOINT_URL_ECS',
      'STAGING_BACKEND',
      'STAGING_SHAPE',
      'STAGING_STATE_DIR',
      'STAGING_TFVARS',
    ]);
    expect(environment).toEqual({
      AWS_PROFILE: 'staging',
      AWS_REGION: 'ap-northeast-1',
      AWS_DEFAULT_REGION: 'ap-northeast-1',
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
    });
  });

  it("never takes the rehearsal's keys there, after `staging env`", () => {
    const { environment } = awsEnvironment({
      AWS_ACCESS_KEY_ID: 'rehearsal',
      AWS_SECRET_ACCESS_KEY: 'rehearsal',
      AWS_CONFIG_FILE: '/repo/.rehearsal/aws/config',
    });
    expect(environment).not.toHaveProperty('AWS_ACCESS_KEY_ID');
    expect(environment).not.toHaveProperty('AWS_CONFIG_FILE');
  });

  it("leaves the caller's own keys alone", () => {
    expect(awsEnvironment({ AWS_ACCESS_KEY_ID: 'AKIA', AWS_CONFIG_FILE: '/c' }).environment).toMatchObject({
      AWS_ACCESS_KEY_ID: 'AKIA',
      AWS_CONFIG_FILE: '/c',
    });
  });
});
