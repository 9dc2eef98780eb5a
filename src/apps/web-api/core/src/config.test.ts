import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

describe('readConfig', () => {
  it('goes on serving for 20 s unless told otherwise', () => {
    expect(readConfig({ DATABASE_URL: 'postgresql://a:b@c/d' })).toMatchObject({ port: 3001, drainSeconds: 20 });
  });

  it('takes JWT_SECRET as one key or several, and goes without', () => {
    const url = { DATABASE_URL: 'postgresql://a:b@c/d' };
    const [old, next] = ['o'.repeat(32), 'n'.repeat(32)];
    expect(readConfig(url).keys).toBeNull();
    expect(readConfig({ ...url, JWT_SECRET: old }).keys?.sign).toBe(old);
    const several = JSON.stringify({ current: old, next });
    expect(readConfig({ ...url, JWT_SECRET: several }).keys?.accept).toHaveLength(2);
    expect(() => readConfig({ ...url, JWT_SECRET: 'hidden' })).toThrow(/^JWT_SECRET must have 32 bytes or more$/);
  });

  it('lets anybody sign up unless told otherwise, and does not guess what else is meant', () => {
    const url = { DATABASE_URL: 'postgresql://a:b@c/d' };
    expect(readConfig(url).signUp).toBe('open');
    expect(readConfig({ ...url, SIGN_UP: 'invited' }).signUp).toBe('invited');
    expect(() => readConfig({ ...url, SIGN_UP: 'of course' })).toThrow('SIGN_UP must be open, invited, closed');
  });

  it.each([undefined, '', 'mysql://secret'])('names DATABASE_URL and not its value when that is %j', (value) => {
    expect(() => readConfig({ DATABASE_URL: value })).toThrow('DATABASE_URL');
    expect(() => readConfig({ DATABASE_URL: value })).not.toThrow('secret');
  });

  it('visits links, keeps pages in the database and asks nobody inside, unless told otherwise', () => {
    const url = { DATABASE_URL: 'postgresql://a:b@c/d' };
    expect(readConfig(url)).toMatchObject({ linkChecks: true, mongodbUri: null });
    expect(readConfig(url).fetchAllow('127.0.0.1', 80)).toBe(false);
    const told = readConfig({ ...url, LINK_CHECKS: 'off', FETCH_ALLOW: '127.0.0.1:80', MONGODB_URI: 'mongodb://a' });
    expect(told).toMatchObject({ linkChecks: false, mongodbUri: 'mongodb://a' });
    expect(told.fetchAllow('127.0.0.1', 80)).toBe(true);
  });

  it.each([
    ['LINK_CHECKS', 'hidden'],
    ['FETCH_ALLOW', 'hidden'],
    ['MONGODB_URI', 'postgresql://hidden'],
  ])('names %s and not its value when that is %j', (name, value) => {
    const read = () => readConfig({ DATABASE_URL: 'postgresql://a:b@c/d', [name]: value });
    expect(read).toThrow(name);
    expect(read).not.toThrow('hidden');
  });
});
