import { describe, expect, it } from 'vitest';
import { localUrl, parseCredentials } from './credentials.ts';

const URL = 'postgresql://dbadmin:p%40ss@db.abc.ap-northeast-1.rds.amazonaws.com:5432/bookmarkdb?sslmode=verify-full';

describe('the address of the database', () => {
  it('is read', () => {
    expect(parseCredentials(URL)).toEqual({
      host: 'db.abc.ap-northeast-1.rds.amazonaws.com',
      port: 5432,
      database: 'bookmarkdb',
      user: 'dbadmin',
      password: 'p@ss',
    });
  });

  it('at this end of a tunnel asks for no TLS, which the tunnel has', () => {
    expect(localUrl(parseCredentials(URL), 15432)).toBe('postgresql://dbadmin:p%40ss@localhost:15432/bookmarkdb');
  });

  it.each(['', 'secret', 'postgresql://host', 'postgresql://host/name'])(
    '"%s" is refused without being told',
    (url) => {
      expect(() => parseCredentials(url)).toThrow('/bookmark-manager/staging/DATABASE_ADMIN_URL is not understood.');
    },
  );
});
