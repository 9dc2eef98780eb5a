import { describe, expect, it } from 'vitest';
import { type Head, identify, isWrite, needsBody } from './identify.ts';
import { signedFor } from './testing.ts';

const head = (method: string, url: string, headers: Record<string, string> = {}): Head => ({ method, url, headers });
const signed = (service: string, method: string, url: string, headers: Record<string, string> = {}): Head =>
  head(method, url, { authorization: signedFor(service), ...headers });
const form = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };

describe('a request is identified', () => {
  it.each<[string, Head, string | undefined, string]>([
    [
      'by its target',
      signed('ecs', 'POST', '/', { 'x-amz-target': 'AmazonEC2ContainerServiceV20141113.ListTasks' }),
      undefined,
      'ecs:ListTasks json',
    ],
    [
      'by the last part of its target',
      signed('cloudtrail', 'POST', '/', {
        'x-amz-target': 'com.amazonaws.cloudtrail.v20131101.CloudTrail.LookupEvents',
      }),
      undefined,
      'cloudtrail:LookupEvents json',
    ],
    [
      'by its form',
      signed('rds', 'POST', '/', form),
      'Action=DescribeDBInstances&Version=2014-10-31',
      'rds:DescribeDBInstances query',
    ],
    [
      'unsigned, as the call that gives credentials',
      head('POST', '/', form),
      'Action=AssumeRoleWithWebIdentity',
      'sts:AssumeRoleWithWebIdentity query',
    ],
    [
      'by path and method',
      signed('lambda', 'POST', '/2015-03-31/functions/f/invocations'),
      undefined,
      'lambda:Invoke rest',
    ],
    [
      'by path with an ARN in it',
      signed('scheduler', 'GET', '/tags/arn%3Aaws%3Ascheduler%3Ax%3A1%3Aschedule-group%2Fg'),
      undefined,
      'scheduler:ListTagsForResource rest',
    ],
    ['as a bucket', signed('s3', 'PUT', '/bucket'), undefined, 's3:CreateBucket rest'],
    ['as the list of buckets', signed('s3', 'GET', '/'), undefined, 's3:ListBuckets rest'],
    ['as an object', signed('s3', 'GET', '/bucket/a/b%20c?x-id=GetObject'), undefined, 's3:GetObject rest'],
    ['as an upload', signed('s3', 'PUT', '/bucket/a?x-id=PutObject'), undefined, 's3:PutObject rest'],
    ['as a copy', signed('s3', 'PUT', '/bucket/a', { 'x-amz-copy-source': 'b/c' }), undefined, 's3:CopyObject rest'],
    ['as a part', signed('s3', 'PUT', '/bucket/a?partNumber=1&uploadId=u'), undefined, 's3:UploadPart rest'],
    [
      'as a copied part',
      signed('s3', 'PUT', '/bucket/a?partNumber=1&uploadId=u', { 'x-amz-copy-source': 'b/c' }),
      undefined,
      's3:UploadPartCopy rest',
    ],
    ['as a list of parts', signed('s3', 'GET', '/bucket/a?uploadId=u'), undefined, 's3:ListParts rest'],
    [
      'without the deprecated twin',
      signed('s3', 'GET', '/bucket?lifecycle'),
      undefined,
      's3:GetBucketLifecycleConfiguration rest',
    ],
    ['by a literal query', signed('s3', 'GET', '/bucket?list-type=2&prefix=a'), undefined, 's3:ListObjectsV2 rest'],
    [
      'presigned',
      head('GET', '/bucket/a?X-Amz-Credential=k%2F20261201%2Fap-northeast-1%2Fs3%2Faws4_request'),
      undefined,
      's3:GetObject rest',
    ],
    ['without any signature as S3', head('GET', '/bucket/a?AWSAccessKeyId=k'), undefined, 's3:GetObject rest'],
    [
      'as CBOR',
      signed('monitoring', 'POST', '/service/GraniteServiceVersion20100801/operation/PutMetricData', {
        'smithy-protocol': 'rpc-v2-cbor',
      }),
      undefined,
      'monitoring:PutMetricData cbor',
    ],
    [
      'as an unknown one of its service',
      signed('lambda', 'GET', '/2099-01-01/new'),
      undefined,
      'lambda:GET /2099-01-01/new unknown',
    ],
    ["as moto's own", head('POST', '/moto-api/reset'), undefined, ':POST /moto-api/reset unknown'],
  ])('%s', (_, request, body, expected) => {
    const { service, operation, protocol } = identify(request, body);
    expect(`${service}:${operation} ${protocol}`).toBe(expected);
  });

  it('with the region of its signature', () => {
    expect(identify(signed('s3', 'GET', '/')).region).toBe('ap-northeast-1');
  });

  it.each([
    ['rehearsal', '123456789012'],
    ['222222222222', '222222222222'],
  ])('with the account of its key %s', (key, account) => {
    expect(identify(head('GET', '/', { authorization: signedFor('s3', key) })).account).toBe(account);
  });
});

it.each([
  ['POST', form, true],
  ['POST', { 'content-type': 'application/x-amz-json-1.1' }, false],
  ['PUT', form, false],
])('%s with %o needs its body to be identified: %s', (method, headers, expected) => {
  expect(needsBody(head(method, '/', headers))).toBe(expected);
});

it.each([
  ['rest', 'PUT', 'PutObject', true],
  ['rest', 'GET', 'GetObject', false],
  ['rest', 'HEAD', 'HeadObject', false],
  ['unknown', 'POST', 'POST /moto-api/reset', true],
  ['json', 'POST', 'DescribeServices', false],
  ['json', 'POST', 'UpdateService', true],
  ['json', 'POST', 'BatchGetImage', false],
  ['json', 'POST', 'BatchWriteItem', true],
  ['json', 'POST', 'ReceiveMessage', true],
  ['query', 'POST', 'AssumeRole', true],
  ['query', 'POST', 'ListRoles', false],
] as const)('a %s %s of %s is a write: %s', (protocol, method, operation, expected) => {
  expect(isWrite({ protocol, operation }, method)).toBe(expected);
});
