import { describe, expect, it } from 'vitest';
import { doors } from './doors.ts';
import { requestIdOf, servingEnvironment } from './environment.ts';

const defaults = { port: 3000, drainSeconds: 5 };

describe('servingEnvironment', () => {
  it('listens everywhere on the default port unless told otherwise', () => {
    expect(servingEnvironment({}, defaults)).toEqual({
      host: '0.0.0.0',
      port: 3000,
      drainSeconds: 5,
      door: doors.alb,
    });
  });

  it('takes what it is told', () => {
    const env = { HOST: '127.0.16.1', PORT: '0', DRAIN_SECONDS: '0', FRONT_DOOR: 'http-api' };
    expect(servingEnvironment(env, defaults)).toEqual({
      host: '127.0.16.1',
      port: 0,
      drainSeconds: 0,
      door: doors['http-api'],
    });
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['DRAIN_SECONDS', '-1'],
    ['DRAIN_SECONDS', '1.5'],
    ['FRONT_DOOR', 'nlb'],
  ])('names %s and not its value when that is %s', (name, value) => {
    expect(() => servingEnvironment({ [name]: value }, defaults)).toThrow(name);
    expect(() => servingEnvironment({ [name]: value }, defaults)).not.toThrow(value);
  });
});

describe('requestIdOf', () => {
  it('keeps a plain id', () => {
    expect(requestIdOf('Root=1-67891233-abcdef012345678912345678')).toBe('Root=1-67891233-abcdef012345678912345678');
  });

  it.each([undefined, 'short', 'line\nbreak in the log', 'x'.repeat(200), ['two', 'headers']])(
    'replaces %j',
    (header) => {
      expect(requestIdOf(header)).toMatch(/^[0-9a-f-]{36}$/);
    },
  );
});
