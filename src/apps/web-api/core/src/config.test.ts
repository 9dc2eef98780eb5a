import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

describe('readConfig', () => {
  it('goes on serving for 20 s unless told otherwise', () => {
    expect(readConfig({ DATABASE_URL: 'postgresql://a:b@c/d' })).toMatchObject({ port: 3001, drainSeconds: 20 });
  });

  it.each([undefined, '', 'mysql://secret'])('names DATABASE_URL and not its value when that is %j', (value) => {
    expect(() => readConfig({ DATABASE_URL: value })).toThrow('DATABASE_URL');
    expect(() => readConfig({ DATABASE_URL: value })).not.toThrow('secret');
  });
});
