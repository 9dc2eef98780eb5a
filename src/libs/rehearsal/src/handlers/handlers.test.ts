import { describe, expect, it } from 'vitest';
import { createClock } from '../clock/index.ts';
import { ask, askJson, fakeEmulator, formRequest, jsonRequest } from '../relay/testing.ts';
import type { Request } from '../relay/types.ts';
import { createStore } from '../store.ts';
import { createAmendments } from './index.ts';

const table = () => createAmendments({ store: createStore(), clock: createClock() });
const xml = async (rows: ReturnType<typeof table>, request: Request, body: string) =>
  (await ask(rows, request, fakeEmulator({ [request.operation]: body }).forward)).body.toString();

describe('a function', () => {
  const FunctionArn = 'arn:aws:lambda:ap-northeast-1:123456789012:function:f';
  const plain = { FunctionArn, FunctionName: 'f' };
  const { forward } = fakeEmulator({
    CreateFunction: plain,
    UpdateFunctionConfiguration: plain,
    GetFunction: { Configuration: { ...plain, FunctionArn: `${FunctionArn}:1` } },
    GetFunctionConfiguration: plain,
    ListFunctions: { Functions: [{ ...plain }] },
    DeleteFunction: {},
  });
  const rest = (operation: string, input: object = {}, url = '/2015-03-31/functions/f') =>
    jsonRequest('lambda', operation, input, { protocol: 'rest', url });
  const LoggingConfig = { LogFormat: 'JSON', LogGroup: '/aws/lambda/other' };
  const DeadLetterConfig = { TargetArn: 'arn:aws:sqs:ap-northeast-1:123456789012:q' };

  it('logs as text to its own group unless told otherwise', async () => {
    expect(await askJson(table(), rest('GetFunctionConfiguration'), forward)).toEqual({
      ...plain,
      LoggingConfig: { LogFormat: 'Text', LogGroup: '/aws/lambda/f' },
    });
  });
  it('keeps its logging and dead letter settings, of any version', async () => {
    const rows = table();
    await askJson(rows, rest('CreateFunction', { LoggingConfig, DeadLetterConfig }), forward);
    expect(await askJson(rows, rest('GetFunction'), forward)).toMatchObject({
      Configuration: { LoggingConfig, DeadLetterConfig },
    });
    expect(await askJson(rows, rest('ListFunctions'), forward)).toMatchObject({
      Functions: [{ LoggingConfig, DeadLetterConfig }],
    });
  });
  it('changes one and keeps the other', async () => {
    const rows = table();
    await askJson(rows, rest('CreateFunction', { LoggingConfig, DeadLetterConfig }), forward);
    await askJson(rows, rest('UpdateFunctionConfiguration', { DeadLetterConfig: { TargetArn: '' } }), forward);
    const read = await askJson(rows, rest('GetFunctionConfiguration'), forward);
    expect(read).toMatchObject({ LoggingConfig });
    expect(read).not.toHaveProperty('DeadLetterConfig');
  });
  it('begins without them when it is made again', async () => {
    const rows = table();
    await askJson(rows, rest('CreateFunction', { LoggingConfig, DeadLetterConfig }), forward);
    await ask(rows, rest('DeleteFunction'), forward);
    expect(await askJson(rows, rest('GetFunctionConfiguration'), forward)).not.toHaveProperty('DeadLetterConfig');
  });
});

it('a cluster of Aurora has neither bounds of the first Serverless nor a type of storage, unless it was given them', async () => {
  const cluster = (rest: string) => `<R><DBCluster><Engine>aurora-postgresql</Engine>${rest}</DBCluster></R>`;
  const plain = cluster('<ScalingConfigurationInfo/><StorageType>gp2</StorageType><Port>5432</Port>');
  const given = cluster('<ScalingConfigurationInfo><MinCapacity>1</MinCapacity></ScalingConfigurationInfo>');
  const described = (body: string) => xml(table(), formRequest('rds', 'DescribeDBClusters'), body);
  expect(await described(plain)).toBe(cluster('<Port>5432</Port>'));
  expect(await described(given)).toBe(given);
});

describe('a database instance', () => {
  const instance = (name: string) =>
    `<DBInstance><DBInstanceArn>arn:${name}</DBInstanceArn><InstanceCreateTime>1</InstanceCreateTime><DbiResourceId>db-SAME</DbiResourceId></DBInstance>`;
  const both = `<R><DBInstances>${instance('a')}${instance('b')}</DBInstances></R>`;
  const ids = (body: string) => [...body.matchAll(/<DbiResourceId>(.*?)</g)].map((match) => match[1] ?? '');

  it('has a resource id of its own, the same in every answer', async () => {
    const [a = '', b] = ids(await xml(table(), formRequest('rds', 'DescribeDBInstances'), both));
    expect(a).toMatch(/^db-[0-9A-F]{26}$/);
    expect(a).not.toBe(b);
    expect(ids(await xml(table(), formRequest('rds', 'ModifyDBInstance'), `<R>${instance('a')}</R>`))).toEqual([a]);
  });
  it('is found by it, and the emulator never sees that filter', async () => {
    const [, b = ''] = ids(await xml(table(), formRequest('rds', 'DescribeDBInstances'), both));
    const fake = fakeEmulator({ DescribeDBInstances: both });
    const filters = {
      'Filters.Filter.1.Name': 'engine',
      'Filters.Filter.1.Values.Value.1': 'postgres',
      'Filters.Filter.2.Name': 'dbi-resource-id',
      'Filters.Filter.2.Values.Value.1': b,
    };
    const answer = await ask(table(), formRequest('rds', 'DescribeDBInstances', filters), fake.forward);
    expect(ids(answer.body.toString())).toEqual([b]);
    expect(fake.asked[0]?.body.toString()).not.toContain('Filter.2');
    expect(fake.asked[0]?.body.toString()).toContain('Filter.1');
  });
});

it('calls the user the source of each parameter that was set', async () => {
  const body = '<R><Parameters><Parameter><ParameterName>a</ParameterName></Parameter></Parameters></R>';
  expect(await xml(table(), formRequest('rds', 'DescribeDBParameters'), body)).toContain(
    '<Source>user</Source></Parameter>',
  );
});

describe('a rule that names a security group', () => {
  const rule = (group: string) =>
    `<item><securityGroupRuleId>sgr-${group}</securityGroupRuleId><ipProtocol>tcp</ipProtocol><fromPort>80</fromPort><toPort>81</toPort><referencedGroupInfo><groupId>${group}</groupId></referencedGroupInfo></item>`;
  const answer = `<R><securityGroupRuleSet>${rule('sg-1')}${rule('sg-2')}</securityGroupRuleSet></R>`;
  const permission = {
    'IpPermissions.1.IpProtocol': 'tcp',
    'IpPermissions.1.FromPort': '80',
    'IpPermissions.1.ToPort': '81',
  };
  const asked = {
    ...permission,
    'IpPermissions.1.Groups.1.GroupId': 'sg-1',
    'IpPermissions.1.Groups.1.Description': 'from one',
  };
  const described = (body: string) => /<\/referencedGroupInfo><description>(.*?)</.exec(body)?.[1];

  it('keeps its description, and takes a new one', async () => {
    const rows = table();
    expect(described(await xml(rows, formRequest('ec2', 'AuthorizeSecurityGroupIngress', asked), answer))).toBe(
      'from one',
    );
    expect(described(await xml(rows, formRequest('ec2', 'DescribeSecurityGroupRules'), answer))).toBe('from one');
    const change = {
      'SecurityGroupRule.1.SecurityGroupRuleId': 'sgr-sg-1',
      'SecurityGroupRule.1.SecurityGroupRule.ReferencedGroupId': 'sg-1',
      'SecurityGroupRule.1.SecurityGroupRule.Description': 'new',
    };
    await xml(rows, formRequest('ec2', 'ModifySecurityGroupRules', change), '<R/>');
    expect(described(await xml(rows, formRequest('ec2', 'DescribeSecurityGroupRules'), answer))).toBe('new');
  });
  it('is told from one with other ports', async () => {
    const other = { ...asked, 'IpPermissions.1.ToPort': '82' };
    expect(
      described(await xml(table(), formRequest('ec2', 'AuthorizeSecurityGroupIngress', other), answer)),
    ).toBeUndefined();
  });
});

it.each([
  ['INFREQUENT_ACCESS', { logGroupClass: 'INFREQUENT_ACCESS' }],
  ['STANDARD', {}],
])('a log group is of the class %s', async (logGroupClass, input) => {
  const rows = table();
  const { forward } = fakeEmulator({ CreateLogGroup: {}, DescribeLogGroups: { logGroups: [{ logGroupName: '/g' }] } });
  await askJson(rows, jsonRequest('logs', 'CreateLogGroup', { logGroupName: '/g', ...input }), forward);
  expect(await askJson(rows, jsonRequest('logs', 'DescribeLogGroups'), forward)).toMatchObject({
    logGroups: [{ logGroupClass }],
  });
});

it("keeps a scalable target's tags", async () => {
  const rows = table();
  const ResourceARN = 'arn:target';
  const { forward } = fakeEmulator({ RegisterScalableTarget: { ScalableTargetARN: ResourceARN } });
  const send = (operation: string, input: object) =>
    askJson(rows, jsonRequest('application-autoscaling', operation, input), forward);
  await send('RegisterScalableTarget', { Tags: { a: '1' } });
  await send('TagResource', { ResourceARN, Tags: { b: '2', c: '3' } });
  await send('UntagResource', { ResourceARN, TagKeys: ['c'] });
  expect(await send('ListTagsForResource', { ResourceARN })).toEqual({ Tags: { a: '1', b: '2' } });
});

it('empties the store when the emulator is emptied', async () => {
  const store = createStore();
  store.map('tasks').set('a', 1);
  const operation = 'POST /moto-api/reset';
  const request = { ...jsonRequest('', operation), protocol: 'unknown' as const, url: '/moto-api/reset' };
  await ask(createAmendments({ store, clock: createClock() }), request, fakeEmulator({ [operation]: {} }).forward);
  expect(store.map('tasks').size).toBe(0);
});
