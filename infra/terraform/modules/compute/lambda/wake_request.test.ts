import { expect, it, test } from 'vitest';
import { parseRequest } from './wake_request.ts';

const event = {
  httpMethod: 'POST',
  path: '/%E6%B8%A9/a',
  queryStringParameters: { q: '%E6%B8%A9+x%26', empty: '' },
  headers: { Host: 'x', accept: 'text/html' },
  body: 'YmFjaz0lMkY=',
  isBase64Encoded: true,
};

it('reads what an ALB passes on: percent-encoded path and query, headers, a body in base64', () => {
  expect(parseRequest(event)).toEqual({
    method: 'POST',
    path: '/%E6%B8%A9/a',
    asked: '/%E6%B8%A9/a?q=%E6%B8%A9+x%26&empty=',
    query: new Map([
      ['q', '温 x&'],
      ['empty', ''],
    ]),
    headers: { host: 'x', accept: 'text/html' },
    body: 'back=%2F',
    through: 'alb',
  });
});

it('reads a body that is text', () => {
  expect(parseRequest({ ...event, body: 'back=%2F', isBase64Encoded: false }).body).toBe('back=%2F');
});

it('leaves alone what is not rightly encoded', () => {
  expect(parseRequest({ ...event, queryStringParameters: { q: '%E6%' } }).query.get('q')).toBe('%E6%');
});

test.each([
  null,
  7,
  [],
  {},
  { path: 1 },
  { headers: { accept: ['text/html'] } },
  { httpMethod: null, path: null, headers: null, queryStringParameters: null, body: null },
])('reads %j as a plain GET of /', (other) => {
  expect(parseRequest(other)).toEqual({
    method: 'GET',
    path: '/',
    asked: '/',
    query: new Map(),
    headers: {},
    body: '',
    through: 'alb',
  });
});

/** What an HTTP API makes of it, in payload format 2.0. */
const gateway = {
  version: '2.0',
  routeKey: '$default',
  rawPath: '/温 x/a%2Fb',
  rawQueryString: 'q=%E6%B8%A9+x%26&q=last&empty&a=b=c',
  cookies: ['one=1', 'two=2'],
  headers: { host: 'x', Accept: 'text/html', 'x-forwarded-proto': 'http' },
  requestContext: { http: { method: 'POST', path: '/温 x/a%2Fb', sourceIp: '203.0.113.9' }, stage: '$default' },
  body: 'YmFjaz0lMkY=',
  isBase64Encoded: true,
};

it('reads what an HTTP API passes on: cookies apart, the last of repeated values, a path that may be decoded, TLS always', () => {
  expect(parseRequest(gateway)).toEqual({
    method: 'POST',
    path: '/%E6%B8%A9%20x/a%2Fb',
    asked: '/%E6%B8%A9%20x/a%2Fb?q=%E6%B8%A9+x%26&q=last&empty&a=b=c',
    query: new Map([
      ['q', 'last'],
      ['empty', ''],
      ['a', 'b=c'],
    ]),
    headers: { host: 'x', accept: 'text/html', cookie: 'one=1; two=2', 'x-forwarded-proto': 'https' },
    body: 'back=%2F',
    through: 'http-api',
  });
});

it('reads the plainest event of an HTTP API', () => {
  const { cookies, body, isBase64Encoded, ...plain } = gateway;
  const requestContext = { http: { method: 'GET' } };
  expect(parseRequest({ ...plain, rawPath: '/', rawQueryString: '', headers: {}, requestContext })).toEqual({
    method: 'GET',
    path: '/',
    asked: '/',
    query: new Map(),
    headers: { 'x-forwarded-proto': 'https' },
    body: '',
    through: 'http-api',
  });
});
