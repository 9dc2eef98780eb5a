import { expect, it, test } from 'vitest';
import { createAuthorizer } from './authorize.ts';

const LIST = '["203.0.113.0/24"]';

/** What API Gateway sends, as far as it matters, and what it might send beside it. */
const from = (address: string) => ({
  version: '2.0',
  type: 'REQUEST',
  identitySource: [address],
  headers: { 'x-forwarded-for': '203.0.113.1', 'x-door-client': '203.0.113.1' },
  requestContext: { http: { sourceIp: address } },
});

function authorizer(list: string | undefined) {
  const logged: string[] = [];
  return { logged, ask: createAuthorizer(list, (line) => logged.push(line)) };
}

it('lets in whom the list names, and nobody by what a header says', async () => {
  const { ask, logged } = authorizer(LIST);
  expect(await ask(from('203.0.113.9'))).toEqual({ isAuthorized: true });
  expect(await ask(from('198.51.100.7'))).toEqual({ isAuthorized: false });
  expect(logged).toEqual([]);
});

test.each([
  ['no list', undefined, from('203.0.113.9')],
  ['a list that is no JSON', '203.0.113.0/24', from('203.0.113.9')],
  ['a list of another kind', '{"203.0.113.0/24":true}', from('203.0.113.9')],
  ['a range that is none', '["203.0.113.0/24","office"]', from('203.0.113.9')],
  ['no event', LIST, undefined],
  ['no address', LIST, { ...from('203.0.113.9'), identitySource: null }],
  ['two addresses', LIST, { ...from('203.0.113.9'), identitySource: ['203.0.113.9', '203.0.113.9'] }],
])('refuses everybody with %s, and says so', async (_, list, event) => {
  const { ask, logged } = authorizer(list);
  expect(await ask(event)).toEqual({ isAuthorized: false });
  expect(logged).toHaveLength(1);
});
