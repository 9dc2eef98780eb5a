import { describe, expect, it } from 'vitest';
import { type Asked, contextOf } from './asked.ts';
import { forAuthorizer, readAnswer, toEvent, withBody } from './function-event.ts';

const asked: Asked = {
  requestId: 'id=',
  at: new Date('2026-12-01T00:00:05Z'),
  method: 'POST',
  rawPath: '/%E6%B8%A9%20x',
  path: '/温 x',
  query: 'q=a&q=b&empty=',
  protocol: 'HTTP/1.1',
  headers: ['Host', 'a.test:8443', 'Cookie', 'a=1; b=2', 'Accept', 'text/html', 'accept', '*/*'],
  sourceIp: '203.0.113.9',
  userAgent: 'B',
  domainName: 'a.test:8443',
};
const context = contextOf(asked, { api: 'a1', stage: '$default', routeKey: '$default', account: '123456789012' });
const event = toEvent(asked, context);

describe('an event', () => {
  it('has the form 2.0: cookies apart, what comes twice joined, the path decoded', () => {
    expect(event).toEqual({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/温 x',
      rawQueryString: 'q=a&q=b&empty=',
      cookies: ['a=1', 'b=2'],
      headers: {
        host: 'a.test:8443',
        accept: 'text/html,*/*',
        'x-forwarded-for': '203.0.113.9',
        'x-forwarded-port': '8443',
        'x-forwarded-proto': 'https',
      },
      queryStringParameters: { q: 'a,b', empty: '' },
      requestContext: {
        accountId: '123456789012',
        apiId: 'a1',
        domainName: 'a.test:8443',
        domainPrefix: 'a',
        http: { method: 'POST', path: '/温 x', protocol: 'HTTP/1.1', sourceIp: '203.0.113.9', userAgent: 'B' },
        requestId: 'id=',
        routeKey: '$default',
        stage: '$default',
        time: '01/Dec/2026:00:00:05 +0000',
        timeEpoch: 1796083205000,
      },
    });
  });

  it.each([
    ['application/json', 'plain', 'plain', false],
    ['application/x-www-form-urlencoded', 'a=b', 'YT1i', true],
    ['image/png', '', undefined, false],
  ])('of type %s has its body %j as %j', (type, sent, body, isBase64Encoded) => {
    expect(withBody(event, ['content-type', type], Buffer.from(sent))).toMatchObject({ isBase64Encoded });
    expect(withBody(event, ['content-type', type], Buffer.from(sent)).body).toBe(body);
  });

  it('for an authorizer names the route and what identifies the caller', () => {
    expect(forAuthorizer(event, { routeArn: 'arn', identity: ['203.0.113.9'] })).toMatchObject({
      type: 'REQUEST',
      routeArn: 'arn',
      identitySource: ['203.0.113.9'],
    });
  });
});

describe('an answer', () => {
  it('has its status, headers, cookies and body', () => {
    const result = {
      statusCode: 503,
      headers: { 'Retry-After': '60', 'Content-Length': '7' },
      cookies: ['a=1', 'b=2'],
      body: 'aGVsbG8=',
      isBase64Encoded: true,
    };
    expect(readAnswer(result)).toEqual({
      status: 503,
      headers: ['Retry-After', '60', 'set-cookie', 'a=1', 'set-cookie', 'b=2'],
      body: Buffer.from('hello'),
    });
  });

  it('without a status is JSON', () => {
    expect(readAnswer({ isAuthorized: true })).toMatchObject({
      status: 200,
      body: Buffer.from('{"isAuthorized":true}'),
    });
    expect(readAnswer('hello')).toMatchObject({ status: 200, body: Buffer.from('hello') });
  });

  it.each([null, undefined, { statusCode: 'none' }, { statusCode: 200, body: {} }])('%j is none', (result) => {
    expect(readAnswer(result)).toBeUndefined();
  });
});
