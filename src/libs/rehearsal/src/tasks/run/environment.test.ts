import { describe, expect, it } from 'vitest';
import { environmentOf } from './environment.ts';
import { parameterName, pullSecrets } from './secrets.ts';

const definition = { name: 'web', image: 'web' };
const base = {
  room: { PATH: '/bin', HOME: '/tmp' },
  definition,
  override: undefined,
  secrets: {},
  rewrite: (value: string) => value.replaceAll('db.vpc:5432', '127.0.0.1:1'),
  extra: {},
  address: '127.0.16.1',
  region: 'ap-northeast-1',
};

describe('a container’s environment', () => {
  it('is made of the definition, its secrets and overrides, with VPC names rewritten', () => {
    const env = environmentOf({
      ...base,
      definition: {
        ...definition,
        environment: [
          { name: 'A', value: 'http://db.vpc:5432/' },
          { name: 'B', value: 'b' },
        ],
      },
      secrets: { DATABASE_URL: 'postgresql://u:p@db.vpc:5432/x' },
      override: { name: 'web', environment: [{ name: 'B', value: 'other' }] },
    });
    expect(env).toMatchObject({ A: 'http://127.0.0.1:1/', B: 'other', DATABASE_URL: 'postgresql://u:p@127.0.0.1:1/x' });
  });

  it('has the task’s own address and what the rehearsal adds, whatever the definition says', () => {
    const environment = [
      { name: 'HOST', value: '0.0.0.0' },
      { name: 'NODE_EXTRA_CA_CERTS', value: '/rds.pem' },
    ];
    const env = environmentOf({
      ...base,
      definition: { ...definition, environment },
      extra: { NODE_EXTRA_CA_CERTS: '/ca.pem' },
    });
    expect(env).toMatchObject({ HOST: '127.0.16.1', NODE_EXTRA_CA_CERTS: '/ca.pem', AWS_REGION: 'ap-northeast-1' });
  });

  it('has nothing of ours', () => {
    expect(Object.keys(environmentOf(base)).sort()).toEqual([
      'AWS_DEFAULT_REGION',
      'AWS_EXECUTION_ENV',
      'AWS_REGION',
      'HOME',
      'HOST',
      'HOSTNAME',
      'PATH',
    ]);
  });
});

describe('secrets', () => {
  it.each([
    ['/a/B', '/a/B'],
    ['B', 'B'],
    ['arn:aws:ssm:ap-northeast-1:123456789012:parameter/a/B', '/a/B'],
    ['arn:aws:ssm:ap-northeast-1:123456789012:parameter/B', 'B'],
  ])('by valueFrom %s are the parameter %s', (valueFrom, name) => {
    expect(parameterName(valueFrom)).toBe(name);
  });

  it('are pulled ten at a time', async () => {
    const asked: number[] = [];
    const parameters = async (names: string[]) => {
      asked.push(names.length);
      return new Map(names.map((name) => [name, `value of ${name}`]));
    };
    const secrets = Array.from({ length: 12 }, (_, index) => ({ name: `S${index}`, valueFrom: `/s/${index}` }));
    const pulled = await pullSecrets({ parameters }, { ...definition, secrets });
    expect(asked).toEqual([10, 2]);
    expect(pulled.S11).toBe('value of /s/11');
  });

  it('that are missing are all named, and no value is', async () => {
    const parameters = async () => new Map([['/a', 'hidden']]);
    const secrets = ['/a', '/b', '/c'].map((valueFrom) => ({ name: valueFrom, valueFrom }));
    const pulled = pullSecrets({ parameters }, { ...definition, secrets });
    await expect(pulled).rejects.toThrow(/^ResourceInitializationError: .* invalid ssm parameters: \/b, \/c$/);
    await expect(pulled).rejects.not.toThrow(/hidden/);
  });
});
