import { expect, test } from 'vitest';
import { functionInUrl, parseFunctionName } from './function-name.ts';

test.each([
  ['wake', { name: 'wake' }],
  ['wake:live', { name: 'wake', qualifier: 'live' }],
  ['123456789012:function:wake', { name: 'wake' }],
  ['arn:aws:lambda:ap-northeast-1:123456789012:function:wake', { name: 'wake' }],
  ['arn:aws:lambda:ap-northeast-1:123456789012:function:wake:3', { name: 'wake', qualifier: '3' }],
])('%s is understood', (text, reference) => {
  expect(parseFunctionName(text)).toEqual(reference);
});

test('a request names its function in the path, and its qualifier there or in the query', () => {
  expect(functionInUrl('/2015-03-31/functions/wake/invocations')).toEqual({ name: 'wake' });
  expect(functionInUrl('/2015-03-31/functions/wake/invocations?Qualifier=2')).toEqual({ name: 'wake', qualifier: '2' });
  const arn = encodeURIComponent('arn:aws:lambda:r:1:function:wake:live');
  expect(functionInUrl(`/2015-03-31/functions/${arn}/invocations`)).toEqual({ name: 'wake', qualifier: 'live' });
});
