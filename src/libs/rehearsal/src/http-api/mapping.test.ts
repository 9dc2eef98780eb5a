import { describe, expect, it } from 'vitest';
import { mappedValue, overwritten, overwrittenHeader } from './mapping.ts';

const source = {
  context: { 'identity.sourceIp': '203.0.113.9', domainName: 'a1.execute-api.ap-northeast-1.amazonaws.com' },
  headers: ['X-Door-Client', '198.51.100.1', 'Accept', 'text/html', 'accept', '*/*', 'X-Door-Proto', 'http'],
  query: 'q=a&q=b',
  path: '/api/x',
};

describe('a mapping', () => {
  it.each([
    ['overwrite:header.x-door-client', 'x-door-client'],
    ['overwrite:header.X-Door-Host', 'x-door-host'],
    ['append:header.a', undefined],
    ['overwrite:path', undefined],
  ])('%s overwrites %s', (key, header) => {
    expect(overwrittenHeader(key)).toBe(header);
  });

  it.each([
    ['https', 'https'],
    ['$context.identity.sourceIp', '203.0.113.9'],
    ['$request.header.Accept', 'text/html,*/*'],
    ['$request.querystring.q', 'a,b'],
    ['$request.path', '/api/x'],
    ['at $'.concat('{context.domainName}!'), 'at a1.execute-api.ap-northeast-1.amazonaws.com!'],
    ['$context.none', ''],
  ])('%s is %s', (written, value) => {
    expect(mappedValue(written, source)).toBe(value);
  });

  it('puts its value in the place of what the caller wrote, however often and in whatever case', () => {
    const overwrites = [
      { header: 'x-door-client', value: '$context.identity.sourceIp' },
      { header: 'x-door-proto', value: 'https' },
    ];
    expect(overwritten([...source.headers, 'x-door-CLIENT', 'me'], overwrites, source)).toEqual([
      ...['Accept', 'text/html', 'accept', '*/*'],
      ...['x-door-client', '203.0.113.9', 'x-door-proto', 'https'],
    ]);
  });
});
