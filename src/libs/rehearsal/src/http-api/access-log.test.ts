import { expect, it } from 'vitest';
import { accessLine } from './access-log.ts';

const values = { requestId: 'id=', 'identity.sourceIp': '203.0.113.9', 'identity.userAgent': 'a "b"', status: '200' };

it.each([
  ['$context.requestId $context.status', 'id= 200'],
  ['$context.identity.sourceIp.', '203.0.113.9.'],
  ['{"agent":"$context.identity.userAgent"}', '{"agent":"a \\"b\\""}'],
  ['$context.error.message', '-'],
])('%s becomes %s', (format, line) => {
  expect(accessLine(format, values)).toBe(line);
});
