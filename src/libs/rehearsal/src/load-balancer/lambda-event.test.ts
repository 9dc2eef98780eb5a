import { describe, expect, it } from 'vitest';
import { readLambdaAnswer, toLambdaEvent } from './lambda-event.ts';

const GROUP = { arn: 'arn:group', multiValueHeaders: false };
const request = (more: Partial<Parameters<typeof toLambdaEvent>[0]> = {}) => ({
  method: 'GET',
  path: '/api/x',
  query: 'a=1&b=%20&a=2&flag',
  headers: ['Host', 'x', 'Accept', 'text/html', 'accept', 'image/png'],
  body: Buffer.alloc(0),
  ...more,
});

describe('the event', () => {
  it('has the last value of each header and parameter, as sent', () => {
    expect(toLambdaEvent(request(), GROUP)).toEqual({
      requestContext: { elb: { targetGroupArn: 'arn:group' } },
      httpMethod: 'GET',
      path: '/api/x',
      queryStringParameters: { a: '2', b: '%20', flag: '' },
      headers: { host: 'x', accept: 'image/png' },
      body: '',
      isBase64Encoded: false,
    });
  });

  it('has every value when the group says so', () => {
    expect(toLambdaEvent(request(), { ...GROUP, multiValueHeaders: true })).toMatchObject({
      multiValueQueryStringParameters: { a: ['1', '2'], b: ['%20'], flag: [''] },
      multiValueHeaders: { host: ['x'], accept: ['text/html', 'image/png'] },
    });
  });

  it.each([
    [['Content-Type', 'application/json; charset=utf-8'], '{"ü":1}', false],
    [['Content-Type', 'image/png'], Buffer.from('{"ü":1}').toString('base64'), true],
    [['Content-Type', 'text/plain', 'Content-Encoding', 'gzip'], Buffer.from('{"ü":1}').toString('base64'), true],
  ])('with %j carries the body as %s', (headers, body, isBase64Encoded) => {
    expect(toLambdaEvent(request({ headers, body: Buffer.from('{"ü":1}') }), GROUP)).toMatchObject({
      body,
      isBase64Encoded,
    });
  });
});

describe('an answer', () => {
  it('is read with its headers and its body', () => {
    const answer = {
      statusCode: 503,
      statusDescription: '503 Asleep',
      headers: { 'Retry-After': 60, 'content-length': '9' },
      body: 'ü',
    };
    expect(readLambdaAnswer(answer)).toEqual({
      status: 503,
      reason: 'Asleep',
      headers: ['Retry-After', '60'],
      body: Buffer.from('ü'),
    });
  });

  it('may be base64 and have several values', () => {
    const answer = {
      statusCode: '200',
      multiValueHeaders: { 'Set-Cookie': ['a', 'b'] },
      body: 'AQI=',
      isBase64Encoded: true,
    };
    expect(readLambdaAnswer(answer)).toEqual({
      status: 200,
      headers: ['Set-Cookie', 'a', 'Set-Cookie', 'b'],
      body: Buffer.from([1, 2]),
    });
  });

  it.each([
    [null],
    ['text'],
    [{}],
    [{ statusCode: 99 }],
    [{ statusCode: 'no' }],
    [{ statusCode: 200, body: { a: 1 } }],
  ])('is not %j', (result) => {
    expect(readLambdaAnswer(result)).toBeUndefined();
  });
});
