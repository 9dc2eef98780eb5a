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
  });
});
